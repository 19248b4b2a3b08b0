import type { BackendContract } from '../backend-contract.js';
import type { TerminalCallHandler } from './terminal/raw-calls.js';
import { mockTerminal } from './terminal/terminal.js';
import type { Hosts } from './world/hosts.js';

/** The backend of a world: its clock, and its answers to the raw calls of each domain. */
export function mockBackend(calls: TerminalCallHandler, hosts: Hosts): BackendContract {
  const terminal = mockTerminal({
    calls,
    clock: hosts.clock,
    localName: () => hosts.local.state.name,
    ownPid: () => hosts.caller.pids[0]!,
  });
  return Object.freeze({ kind: 'mock', clock: hosts.clock, terminal } as const);
}
