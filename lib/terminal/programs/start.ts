import type { SessionRef } from '../../identity/session.js';
import type { Wait } from '../../lane/wait.js';
import { boundsOf, MOST_PROGRAMS, tooManyError } from '../bounds.js';
import { type HostContext, hostError } from '../host-context.js';
import { checkStillSame, resolveForAct } from '../sessions/reference.js';
import type { CheckedProgram } from './check-program.js';
import type { CreateQuestion, Prepared, ProgramDoor } from './contract.js';
import { mergedEnvironment, variable } from './environment.js';
import { accountOf } from './token.js';
import type { ProgramOptions } from './types.js';

/** `CREATE_*` of processthreadsapi.h. */
const SUSPENDED = 0x4;
const NEW_CONSOLE = 0x10;
const UNICODE_ENVIRONMENT = 0x400;
const EXTENDED_STARTUPINFO = 0x8_0000;
const NO_WINDOW = 0x800_0000;

const USE_SHOW_WINDOW = 0x1;
const USE_STD_HANDLES = 0x100;
/** `SW_*`. */
const SHOW = { normal: 1, hidden: 0, minimized: 7, maximized: 3 } as const;

/** All of this machine, whichever host object started them. */
const SLOTS_OF = '';
const TOO_MANY = `${MOST_PROGRAMS} programs of this process are under way: wait until one of them has ended.`;

export interface HowToStart {
  readonly program: CheckedProgram;
  readonly options: ProgramOptions;
  readonly pipes: boolean;
  readonly endsWithJob: boolean;
}

/** A program that was made and does not run yet. */
export interface Created {
  readonly door: ProgramDoor;
  readonly pid: number;
  readonly prepared: Prepared;
  /** Never rejects. */
  readonly account: Promise<string | undefined>;
  /** Closes the door, and makes room for another program. */
  release(): void;
}

/**
 * Makes a program in a session: one job checks the reference, takes the token and makes the process, which does not run yet. So a
 * stop up to here leaves nothing behind that has run.
 */
export async function create(host: HostContext, wait: Wait, ref: SessionRef, how: HowToStart): Promise<Created> {
  const slots = boundsOf(host.backend).programs;
  if (!slots.hasRoom(SLOTS_OF)) throw tooManyError(host.name, 'program', TOO_MANY);
  const giveBack = slots.take(SLOTS_OF);
  const door = host.backend.terminal.openProgram();
  const unwatch = wait.onStop(() => door.stop());
  const release = () => {
    door.close();
    giveBack();
  };
  try {
    return await host.sideThreads.run(wait, async ask => {
      const sessionId = await resolveForAct(host, ask, ref, 'WTSQueryUserToken');
      const elevated = how.options.elevated ?? 'no';
      const prepared = await ask(() => door.prepare({ sessionId, elevated }));
      if (!prepared.ok) throw hostError(host, prepared, sessionId);
      // The id may have got another owner until then; what is the row's logon now was so when the token was taken.
      await checkStillSame(host, ask, ref, 'WTSQueryUserToken');
      const account = accountOf(host, prepared.value.user, wait).catch(() => undefined);
      const created = await ask(() => door.create(questionOf(how, prepared.value)));
      if (!created.ok) throw hostError(host, created, sessionId);
      return { door, pid: created.value, prepared: prepared.value, account, release };
    });
  } catch (error) {
    release();
    throw error;
  } finally {
    unwatch();
  }
}

/** Lets it run. */
export async function resume(host: HostContext, { door, prepared, release }: Created): Promise<void> {
  const resumed = await door.resume();
  if (resumed.ok) return;
  release();
  throw hostError(host, resumed, prepared.sessionId);
}

function questionOf({ program, options, pipes, endsWithJob }: HowToStart, { environment }: Prepared): CreateQuestion {
  const { window, cwd, env } = options;
  const isHidden = window === 'hidden' || (window === undefined && pipes);
  return {
    ...program,
    environment: mergedEnvironment(environment, env),
    directory: cwd ?? variable(environment, 'USERPROFILE'),
    creationFlags: SUSPENDED | UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO | (isHidden ? NO_WINDOW : NEW_CONSOLE),
    startupFlags: (window === undefined ? 0 : USE_SHOW_WINDOW) | (pipes ? USE_STD_HANDLES : 0),
    showWindow: window === undefined ? 0 : SHOW[window],
    pipes,
    endsWithJob,
  };
}
