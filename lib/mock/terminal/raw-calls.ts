import type { ArgsOf, ValueOf } from '../../base/call.js';
import type { TerminalCallName, TerminalCalls } from '../../terminal/calls.js';
import type { RawAnswer, RawCallHandler } from '../world/raw-call.js';
import type { ChannelLine, LineListener } from './channels/client-channel.js';
import type { SimulatedProgram } from './programs/program-state.js';

/** The value of a raw call of this domain. */
export type RawValue<N extends TerminalCallName = TerminalCallName> = ValueOf<TerminalCalls[N]>;
export type TerminalAnswer<N extends TerminalCallName = TerminalCallName> = RawAnswer<RawValue<N>>;

/** Asks a raw call of one host. */
export type AskTerminal = <N extends TerminalCallName>(
  name: N,
  args: ArgsOf<TerminalCalls[N]>,
) => TerminalAnswer<N> | Promise<TerminalAnswer<N>>;

/** A row of a list of sessions, and one of a list of processes. */
export type RawSession = RawValue<'WTSEnumerateSessionsExW'>[number];
export type RawProcess = RawValue<'WTSEnumerateProcessesExW'>[number];

/**
 * What reaches a window of the caller, and with it the thread that the window lives on. Nothing of it is called from inside
 * a raw call or an act of the back door: it comes by promise jobs, in the order in which it happened.
 */
export interface WindowSubscriber {
  /** WM_WTSSESSION_CHANGE: wParam and lParam. Only while the window is registered. */
  notice(event: number, sessionId: number): void;
  /** So many notices found no room on the way; Windows counts none of its own queue, and that is `undefined`. */
  lost(count: number | undefined): void;
  /** `dwCurrentState` of TermService, once for each NotifyServiceStatusChangeW. */
  service(state: number): void;
  /** `Global\TermSrvReadyEvent` is signalled. */
  ready(): void;
}

/**
 * Answers the raw calls of this domain. A window is made known by `subscribe` and registered by
 * WTSRegisterSessionNotificationEx `on` it; a server handle only has to be named in `on`.
 */
export interface TerminalCallHandler extends RawCallHandler<TerminalCalls> {
  /**
   * A window of this machine is created. Call the result when it is destroyed: that ends its registrations too, and nothing
   * is reported to it any more.
   */
  subscribe(window: unknown, subscriber: WindowSubscriber): () => void;
  /** Listens to the client at the other end of the channel that WTSVirtualChannelOpenEx opened `on` it, if there is one. */
  channel(on: unknown, listener: LineListener): ChannelLine | undefined;
  /** The program with that process id, which CreateProcessAsUserW has made. */
  startedProgram(pid: number): SimulatedProgram | undefined;
}
