import type { Answer, Failure } from '../../base/answer.js';
import { WTS_INFO_CLASS } from '../../terminal/constants.js';
import type { DetailFacts, DetailsQuestion, InfoAnswers } from '../../terminal/contract.js';
import type { InfoClassName, RawInfo } from '../../terminal/info/raw-info.js';
import { checkedInfo } from './malformed.js';
import type { AskTerminal } from './raw-calls.js';

export interface DetailsOptions {
  readonly ask: AskTerminal;
  readonly fallbackOn: readonly number[];
  /** The server could not be opened. */
  readonly failure: Failure | undefined;
}

/** Asks about each session in turn, and for each of the steps; those for which there is nothing to hope are left out. */
export async function askDetails(
  { ids, steps, skipOn, unknownOn }: DetailsQuestion,
  { ask, fallbackOn, failure }: DetailsOptions,
): Promise<readonly DetailFacts[]> {
  const unknown = new Set<InfoClassName>();
  const all: DetailFacts[] = [];
  for (const sessionId of ids) {
    const answers: Record<string, Answer<RawInfo>> = {};
    const askFor = async (name: InfoClassName) => {
      const infoClass = WTS_INFO_CLASS[name];
      const raw = ask('WTSQuerySessionInformationW', { sessionId, infoClass });
      const answer = checkedInfo(raw instanceof Promise ? await raw : raw, infoClass);
      answers[name] = answer;
      return answer;
    };
    let skips = failure !== undefined;
    for (const [i, { infoClass, instead, mayBeUnknown }] of steps.entries()) {
      const isLast = i === steps.length - 1;
      if ((skips && !isLast) || unknown.has(infoClass)) continue;
      if (failure) {
        answers[infoClass] = failure;
        continue;
      }
      let answer = await askFor(infoClass);
      if (!answer.ok && instead !== undefined && fallbackOn.includes(answer.code)) {
        answer = await askFor(instead);
      }
      if (answer.ok) continue;
      if (mayBeUnknown && unknownOn.includes(answer.code)) unknown.add(infoClass);
      skips ||= skipOn.includes(answer.code);
    }
    all.push({ sessionId, answers: answers as InfoAnswers });
  }
  return all;
}
