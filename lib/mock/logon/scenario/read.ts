import { parseTicks } from '../../../base/ticks.js';
import type { ScenarioLogon } from '../../../scenario/logons.js';
import { scenarioError } from '../../world/scenario/validate.js';
import type { LogonBook } from '../logon-book.js';

const TIMES = ['logonTime', 'passwordLastSet', 'lastSucceeded', 'lastFailed'] as const;

/** `shift`: how far its times are moved, in ticks. */
export function readLogons(book: LogonBook, logons: readonly ScenarioLogon[], shift: bigint): void {
  logons.forEach((given, i) => {
    const path = `logons[${i}]`;
    const { logonTime, passwordLastSet, lastSucceeded, lastFailed, ...others } = given;
    const times: Partial<Record<(typeof TIMES)[number], bigint>> = {};
    for (const key of TIMES) {
      const text = given[key];
      if (text === undefined) continue;
      const ticks = parseTicks(text);
      if (ticks === undefined) throw scenarioError(`${path}.${key}`, `is not a time: '${text}'`);
      times[key] = ticks + shift;
    }
    try {
      book.add({ ...others, ...times });
    } catch (error) {
      throw scenarioError(`${path}.luid`, (error as Error).message);
    }
  });
}
