export type Role = 'system' | 'administrator' | 'user';

/** The process that asks. */
export interface Caller {
  readonly role: Role;
  /** The process ids that are the caller. The first is the scenario's. */
  readonly pids: readonly number[];
  readonly elevated: boolean;
}

const ROLES: readonly Role[] = ['system', 'administrator', 'user'];
const DEFAULT_PID = 4000;

/** Elevated, unless the scenario says otherwise: a user is not. */
export function elevatedBy(role: Role): boolean {
  return role !== 'user';
}

export function roleOf(as: Role | undefined): Role | undefined {
  if (as === undefined || ROLES.includes(as)) return as;
  throw new TypeError(`as must be one of ${ROLES.join(', ')}, not ${String(as)}`);
}

export interface CallerScenario {
  readonly role?: Role;
  readonly pid?: number;
  readonly elevated?: boolean;
}

export function readCaller({ role, pid, elevated }: CallerScenario, as: Role | undefined): Caller {
  const chosen = as ?? role ?? 'administrator';
  // The process that really runs is the caller too, so that a program may ask about itself by `process.pid`.
  const real = (globalThis as { readonly process?: { readonly pid?: unknown } }).process?.pid;
  const pids = [pid ?? DEFAULT_PID];
  if (typeof real === 'number' && !pids.includes(real)) pids.push(real);
  return { role: chosen, pids, elevated: elevated ?? elevatedBy(chosen) };
}

export function writeCaller({ role, pids, elevated }: Caller): CallerScenario {
  return { role, pid: pids[0], ...(elevated !== elevatedBy(role) && { elevated }) };
}
