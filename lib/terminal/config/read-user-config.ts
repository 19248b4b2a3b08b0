import type { Answer, Failure } from '../../base/answer.js';
import type { Ask } from '../../lane/job.js';
import { ERROR_CODES as E } from '../codes.js';
import type { TerminalThread } from '../contract.js';
import { hostError } from '../host-context.js';
import type { Account } from './account.js';
import { type RawUserConfig, type RawUserValue, WHOLE_CONFIG } from './raw-user-config.js';
import type { HOME_IS_REMOTE, Setting } from './settings.js';

/** A class that this Windows does not know. Windows before 7 and Server 2008 R2 does not know that of all at once. */
const UNKNOWN_CLASS: readonly number[] = [
  E.ERROR_UNREPORTED,
  E.ERROR_NOT_SUPPORTED,
  E.ERROR_INVALID_PARAMETER,
  E.ERROR_CALL_NOT_IMPLEMENTED,
  E.ERROR_INVALID_LEVEL,
];

type Class = Pick<Setting, 'configClass' | 'field'> | typeof HOME_IS_REMOTE;

/** The values by their fields, and why others are not there. */
export interface ReadConfig {
  readonly values: Partial<RawUserConfig>;
  readonly failures: ReadonlyMap<keyof RawUserConfig, Failure>;
}

/** All at once, or where this Windows cannot do that, one after the other. */
export async function readUserConfig(
  ask: Ask<TerminalThread>,
  account: Account,
  classes: readonly Class[],
): Promise<ReadConfig> {
  const whole = await readClass(ask, account, WHOLE_CONFIG);
  if (whole.ok) return { values: whole.value as RawUserConfig, failures: new Map() };
  if (!UNKNOWN_CLASS.includes(whole.code)) throw hostError(account.place, whole);
  return await readEach(ask, account, classes);
}

async function readEach(ask: Ask<TerminalThread>, account: Account, classes: readonly Class[]): Promise<ReadConfig> {
  const values: Partial<Record<keyof RawUserConfig, RawUserValue>> = {};
  const failures = new Map<keyof RawUserConfig, Failure>();
  for (const { configClass, field } of classes) {
    const answer = await readClass(ask, account, configClass);
    if (answer.ok) values[field] = answer.value;
    else if (UNKNOWN_CLASS.includes(answer.code)) failures.set(field, answer);
    else throw hostError(account.place, answer);
  }
  const [first] = failures.values();
  if (first && failures.size === classes.length) throw hostError(account.place, first);
  return { values: values as Partial<RawUserConfig>, failures };
}

/** One class by itself. */
export function readClass(
  ask: Ask<TerminalThread>,
  { user, server }: Account,
  configClass: number,
): Promise<Answer<RawUserValue>> {
  return ask(thread => thread.userConfig({ user, server, configClass }));
}
