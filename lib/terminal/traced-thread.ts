import type { Answer, Failure } from '../base/answer.js';
import { CALLS, traceCall, traceListing } from '../base/trace.js';
import type { Asking } from '../lane/contract.js';
import { WTS_INFO_CLASS } from './constants.js';
import type { DetailFacts, TerminalThread, UserConfigQuestion } from './contract.js';
import type { InfoClassName } from './info/raw-info.js';
import type { TokenQuestion } from './programs/contract.js';

/** How a token is opened, and of which session. */
function opens(question: TokenQuestion): [syscall: string, sessionId: number | undefined] {
  return question.of === 'session' ? ['WTSQueryUserToken', question.id] : ['OpenProcessToken', undefined];
}

/**
 * Publishes every raw call behind a thread's answers to those who trace. The facts name each call that was made, so nothing
 * more is asked of a backend; while nobody listens, nothing is done.
 */
export function tracedThread(host: string, thread: TerminalThread): TerminalThread {
  const listed = <F extends { readonly failures: readonly Failure[]; readonly via?: string }>(facts: F): F => {
    traceListing(host, facts);
    return facts;
  };
  const answered = <A extends Answer<unknown>>(syscall: string, answer: A, id?: number, infoClass?: number): A => {
    traceCall(host, answer.ok ? syscall : answer.syscall, answer.ok ? undefined : answer, id, infoClass);
    return answer;
  };
  /** A call that names the machine that it asks. */
  const elsewhere = <A extends Answer<unknown>>(
    { server = host }: UserConfigQuestion,
    syscall: string,
    answer: A,
  ): A => {
    traceCall(server, syscall, answer.ok ? undefined : answer);
    return answer;
  };
  const detailed = (facts: readonly DetailFacts[]) => {
    for (const { sessionId, answers } of facts) {
      for (const [name, answer] of Object.entries(answers))
        answered('WTSQuerySessionInformationW', answer, sessionId, WTS_INFO_CLASS[name as InfoClassName]);
    }
    return facts;
  };
  const all = <A extends Answer<unknown>>(syscall: string, answers: readonly A[]) => {
    for (const answer of answers) answered(syscall, answer);
    return answers;
  };
  const traced = <F>(facts: Promise<F>, publish: (facts: F) => F): Promise<F> =>
    CALLS.hasSubscribers ? facts.then(publish) : facts;

  const sessionOf = (args: object): number | undefined => (args as { readonly sessionId?: number }).sessionId;
  let asking: Asking | undefined;
  /** Notes what is asked, for the error of a call that is stopped meanwhile. */
  const asked = (syscall: string, sessionId?: number): TerminalThread => {
    asking = { syscall, sessionId };
    return thread;
  };

  return {
    get asking() {
      return asking;
    },
    sessions: question => traced(asked('WTSEnumerateSessionsExW').sessions(question), listed),
    details: question =>
      traced(
        asked('WTSQuerySessionInformationW', question.ids.length === 1 ? question.ids[0] : undefined).details(question),
        detailed,
      ),
    queryRaw: question =>
      traced(asked('WTSQuerySessionInformationW', question.sessionId).queryRaw(question), it =>
        answered('WTSQuerySessionInformationW', it, question.sessionId, question.infoClass),
      ),
    processes: question => traced(asked('WTSEnumerateProcessesExW').processes(question), listed),
    call: (name, args) =>
      traced(asked(name, sessionOf(args)).call(name, args), it => answered(name, it, sessionOf(args))),
    accountsOf: question => traced(asked('LookupAccountSidW').accountsOf(question), it => all('LookupAccountSidW', it)),
    sidsOf: question => traced(asked('LookupAccountNameW').sidsOf(question), it => all('LookupAccountNameW', it)),
    userConfig: question =>
      traced(asked('WTSQueryUserConfigW').userConfig(question), it => elsewhere(question, 'WTSQueryUserConfigW', it)),
    setUserConfig: question =>
      traced(asked('WTSSetUserConfigW').setUserConfig(question), it => elsewhere(question, 'WTSSetUserConfigW', it)),
    listeners: () => traced(asked('WTSEnumerateListenersW').listeners(), it => answered('WTSEnumerateListenersW', it)),
    listenerSecurity: question =>
      traced(asked('WTSGetListenerSecurityW').listenerSecurity(question), it =>
        answered('WTSGetListenerSecurityW', it),
      ),
    setListenerSecurity: question =>
      traced(asked('WTSSetListenerSecurityW').setListenerSecurity(question), it =>
        answered('WTSSetListenerSecurityW', it),
      ),
    system: () => thread.system(),
    version: () => traced(asked('NetWkstaGetInfo').version(), it => answered('NetWkstaGetInfo', it)),
    token: question =>
      traced(asked(...opens(question)).token(question), it => {
        const [syscall, sessionId] = opens(question);
        answered(syscall, it.opened, sessionId);
        for (const answer of Object.values(it.answers)) answered('GetTokenInformation', answer, sessionId);
        return it;
      }),
    stop: () => thread.stop(),
    writeOff: () => thread.writeOff(),
    close: () => thread.close(),
  };
}
