import type { Answer } from '../../base/answer.js';
import { CALLS, type CallMessage } from '../../base/trace.js';
import type { Guid } from '../../identity/guid-text.js';
import type { Asking, CallThread, LaneThread } from '../../lane/contract.js';
import { VSS_CALLS, type VssArgs, type VssCallName, type VssCalls, type VssValue } from '../calls.js';
import type { VssBackend } from '../context.js';

/**
 * The thread of one session. It keeps the session's object, so no other thread can take its place. Every raw call is published
 * to those who trace, with the id of the session.
 */
export class SessionThread implements LaneThread {
  readonly #backend: VssBackend;
  readonly #thread: CallThread<VssCalls>;
  /** The session's id, once it is known. */
  session: Guid | undefined;
  /** For the errors of calls that are stopped. */
  asking: Asking | undefined;

  constructor(backend: VssBackend) {
    this.#backend = backend;
    this.#thread = backend.openCallThread('vss', VSS_CALLS);
  }

  async call<N extends VssCallName>(name: N, args: VssArgs<N>): Promise<Answer<VssValue<N>>> {
    this.asking = { syscall: name };
    const answer = await this.#thread.call(name, args);
    if (CALLS.hasSubscribers) {
      const message: CallMessage = {
        syscall: name,
        host: this.#backend.localName(),
        sessionId: undefined,
        ok: answer.ok,
        code: answer.ok ? undefined : answer.code,
        infoClass: undefined,
        vssSession: this.session,
      };
      CALLS.publish(message);
    }
    return answer;
  }

  stop(): void {
    this.#thread.stop();
  }

  writeOff(): boolean {
    return this.#thread.writeOff();
  }

  close(): void {
    this.#thread.close();
  }
}
