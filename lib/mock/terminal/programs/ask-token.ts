import type { Answer } from '../../../base/answer.js';
import type { ArgsOf } from '../../../base/call.js';
import type { TerminalCallName, TerminalCalls } from '../../../terminal/calls.js';
import type { TokenAnswers, TokenClassAnswers, TokenQuestion } from '../../../terminal/programs/contract.js';
import { TOKEN_CLASS, type TokenClassName } from '../../../terminal/programs/raw-token.js';
import type { TerminalAnswer } from '../raw-calls.js';

/** Asks a raw call of this machine, on a handle where it is made on one. */
export type AskOn = <N extends TerminalCallName>(
  on: number | undefined,
  name: N,
  args: ArgsOf<TerminalCalls[N]>,
) => TerminalAnswer<N> | Promise<TerminalAnswer<N>>;

/** The same raw calls as the addon's `token.cc`. */
export async function askToken({ of, id, classes }: TokenQuestion, ask: AskOn): Promise<TokenAnswers> {
  const opened = await open(of, id, ask);
  if (!opened.ok) return { opened, answers: {} };
  const answers: Record<string, Answer<unknown>> = {};
  for (const name of classes) answers[name] = await classOf(opened.value, name, ask);
  return { opened: { ok: true, value: undefined }, answers: answers as TokenClassAnswers };
}

/** One class of a token. */
export async function classOf(token: number, name: TokenClassName, ask: AskOn): Promise<Answer<unknown>> {
  return await ask(token, 'GetTokenInformation', { infoClass: TOKEN_CLASS[name] });
}

async function open(of: TokenQuestion['of'], id: number, ask: AskOn): Promise<Answer<number>> {
  if (of === 'session') return await ask(undefined, 'WTSQueryUserToken', { sessionId: id });
  const process = await ask(undefined, 'OpenProcess', { pid: id });
  return process.ok ? await ask(process.value, 'OpenProcessToken', {}) : process;
}
