import { checkOptions, wrongType, wrongValue } from '../../errors/arguments.js';
import type { SessionRef } from '../../identity/session.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import type { Wait } from '../../lane/wait.js';
import { controlOf, type HostContext, hostError } from '../host-context.js';
import { checkBegan, checkProcess } from '../processes/same-process.js';
import type { Process } from '../processes/types.js';
import { checkRef, checkStillSame, resolveId } from '../sessions/reference.js';
import type { TokenAnswers, TokenQuestion } from './contract.js';
import { TOKEN_CLASSES, tokenFacts } from './token-facts.js';
import type { TokenFacts, TokenOf } from './types.js';

/** How long the facts wait for the name of the account. */
const ACCOUNT_MS = 2_000;

export async function token(host: HostContext, of: TokenOf, options?: Cancel): Promise<TokenFacts> {
  const whose = checkOf(host, of);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await host.waits.during(controlOf(host, options), async wait => {
    const { user, answers } = await host.lane.run(wait, async ask => {
      const id = whose.process === undefined ? await resolveId(host, ask, whose.session) : pidOf(whose.process);
      const of: TokenQuestion['of'] = whose.process === undefined ? 'session' : 'process';
      const facts = await ask(thread => thread.token({ of, id, classes: TOKEN_CLASSES }));
      const user = userOf(host, facts, of === 'session' ? id : undefined);
      if (whose.process === undefined) await checkStillSame(host, ask, whose.session, 'WTSQueryUserToken');
      else if (typeof whose.process === 'object') await checkBegan(host, ask, whose.process, 'OpenProcess');
      return { user, answers: facts.answers };
    });
    return tokenFacts(user, await accountOf(host, user, wait), answers);
  });
}

/** `'CORP\\anna'`, where the name of a SID is found soon. */
export async function accountOf(host: HostContext, sid: string, wait: Wait): Promise<string | undefined> {
  const known = (await host.accounts.accountsWithin(ACCOUNT_MS, [sid], wait)).get(sid);
  if (!known?.ok) return undefined;
  const { domain, name } = known.value;
  return domain === '' ? name : `${domain}\\${name}`;
}

type Whose = { readonly process: Process | number } | { readonly process?: undefined; readonly session: SessionRef };

function checkOf(host: HostContext, of: TokenOf): Whose {
  if (typeof of !== 'object' || of === null) throw wrongType('of', 'an object with a session or a process', of);
  checkOptions('of', of, ['session', 'process']);
  const { session, process } = of as { readonly session?: SessionRef; readonly process?: Process | number };
  if ((session === undefined) === (process === undefined))
    throw wrongValue('of', 'an object with a session or a process, and not both', of);
  if (process === undefined) {
    checkRef(host, session as SessionRef);
    return { session: session as SessionRef };
  }
  checkProcess(host, process, 'of.process');
  return { process };
}

function pidOf(process: Process | number): number {
  return typeof process === 'number' ? process : process.pid;
}

function userOf(host: HostContext, { opened, answers }: TokenAnswers, sessionId: number | undefined): string {
  if (!opened.ok) throw hostError(host, opened, sessionId);
  const user = answers.TokenUser!;
  if (!user.ok) throw hostError(host, user, sessionId);
  return user.value;
}
