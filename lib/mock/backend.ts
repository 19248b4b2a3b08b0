import type { BackendContract } from '../contract.js';
import type { Hosts } from './hosts.js';
import type { RawDoor } from './raw-calls.js';
import { mockTerminal } from './terminal.js';

/** The backend of a world: its clock, and its answers to the raw calls of each domain. */
export function mockBackend(door: RawDoor, hosts: Hosts): BackendContract {
  const terminal = mockTerminal({
    door,
    clock: hosts.clock,
    localName: () => hosts.local.state.name,
    ownPid: () => hosts.caller.pids[0]!,
  });
  return Object.freeze({ kind: 'mock', clock: hosts.clock, terminal } as const);
}
