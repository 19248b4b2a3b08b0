import type { Caller } from '../../world/caller.js';
import type { SimulatedHost } from '../host.js';
import type { AllSessions } from '../rules/made.js';

const EVERYONE = 'S-1-1-0';
const INTERACTIVE = 'S-1-5-4';
const AUTHENTICATED = 'S-1-5-11';
const SYSTEM = 'S-1-5-18';
const ADMINISTRATORS = 'S-1-5-32-544';
const USERS = 'S-1-5-32-545';

/** Whether the caller has the rights of an administrator, which one that is not elevated has not. */
export function isAdministrator({ role, elevated }: Caller): boolean {
  return role === 'system' || (role === 'administrator' && elevated);
}

/** The accounts and groups that the caller is, as access is checked. */
export function sidsOf(world: AllSessions, { state }: SimulatedHost): readonly string[] {
  const { caller } = world;
  if (caller.role === 'system') return [SYSTEM, ADMINISTRATORS, EVERYONE, AUTHENTICATED];
  const own = state.sessions.get(world.callerSessionId())?.sid;
  const groups = [EVERYONE, INTERACTIVE, AUTHENTICATED, USERS, ...(isAdministrator(caller) ? [ADMINISTRATORS] : [])];
  return own === null || own === undefined ? groups : [own, ...groups];
}
