import type { Answer } from '../../../base/answer.js';
import { WIN32_CODES as E } from '../../../errors/codes.js';
import type { TerminalAnswer } from '../raw-calls.js';

export const LISTENERS = 'WTSEnumerateListenersW';

/** How often a list that has grown is asked for again. */
const MOST_ROUNDS = 8;

/** The names, as the addon asks for them: how many there are, and then with room for so many. */
export async function listListeners(
  ask: (room: number) => TerminalAnswer<typeof LISTENERS> | Promise<TerminalAnswer<typeof LISTENERS>>,
): Promise<Answer<readonly string[]>> {
  let room = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const answer = await ask(room);
    if (!answer.ok) return answer;
    const { count, names } = answer.value;
    if (count <= room) return { ok: true, value: names };
    room = count;
  }
  return { ok: false, syscall: LISTENERS, code: E.ERROR_MORE_DATA };
}
