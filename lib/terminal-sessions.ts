import type { BackendContract } from './backend-contract.js';
import type { SessionRef } from './identity/session.js';
import type { Wait } from './lane/wait.js';
import { sharedLocalHost } from './local-host.js';
import type { HostContext } from './terminal/host-context.js';
import { checkExists, checkRef, checkStillSame, resolveForAct, resolveId } from './terminal/sessions/reference.js';

/** The terminal sessions of this machine, for other domains whose questions name one. */
export interface TerminalSessions {
  /** Checks a reference before any raw call. */
  check(ref: SessionRef): void;
  /** Runs a question with the id. It is looked at afterwards: a session that is still there, and of that logon, was so in between. `syscall`: what was asked. */
  whileSame<R>(ref: SessionRef, syscall: string, wait: Wait, ask: (id: number) => Promise<R>): Promise<R>;
  /**
   * Runs an act with the id. A row is looked at right before, in the job of the host's lane that the act is then part of, so no other
   * call comes between. `syscall`: what the act is.
   */
  forAct<R>(ref: SessionRef, syscall: string, wait: Wait, act: (id: number) => Promise<R>): Promise<R>;
}

export function terminalSessions(backend: BackendContract): TerminalSessions {
  const host: HostContext = { ...sharedLocalHost(backend), timeout: undefined };
  return {
    check: ref => checkRef(host, ref),

    async whileSame(ref, syscall, wait, ask) {
      if (typeof ref === 'number') {
        const answered = await ask(ref);
        await host.lane.run(wait, job => checkExists(host, job, ref));
        return answered;
      }
      if (typeof ref === 'object') {
        const answered = await ask(ref.id);
        await host.lane.run(wait, job => checkStillSame(host, job, ref, syscall));
        return answered;
      }
      return await ask(await host.lane.run(wait, job => resolveId(host, job, ref)));
    },

    async forAct(ref, syscall, wait, act) {
      return await host.lane.run(wait, async job => {
        const id = await resolveForAct(host, job, ref, syscall);
        // As a question of this job, so that its outcome is unknown when the wait ends meanwhile.
        return await job(() => act(id), 'act');
      });
    },
  };
}
