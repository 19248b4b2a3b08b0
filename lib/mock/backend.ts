import type { BackendContract } from '../backend-contract.js';
import { mockTerminal } from './terminal/terminal.js';
import type { Hosts } from './world/hosts.js';
import type { RawDoor } from './world/raw-calls.js';

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
