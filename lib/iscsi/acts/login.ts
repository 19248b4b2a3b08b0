import { fold } from '../../base/fold.js';
import { checkBoolean, checkDuration, checkOptions, checkUint32, wrongType } from '../../errors/arguments.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { type Known, WindowsError } from '../../errors/windows-error.js';
import type { IscsiConnectionId } from '../../identity/iscsi-connection-id.js';
import type { IscsiSessionId } from '../../identity/iscsi-session-id.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import type { Wait } from '../../lane/wait.js';
import { ISDSC_CODES } from '../codes.js';
import { type AskIscsi, actError, answerOf, controlOf, type IscsiContext, valueFrom } from '../context.js';
import { iscsiError } from '../hints.js';
import { askDevices } from '../sessions/gather.js';
import { type RawSession, targetOf } from '../sessions/rows.js';
import type { IscsiDevice } from '../sessions/types.js';
import { type CheckedPortal, checkBounded, checkPortal, checkTarget, samePortal } from '../targets/portal.js';
import { SECURITY, securityOf } from './security.js';
import type { IscsiConnectOptions, IscsiLogin, IscsiLoginAct } from './types.js';

const ANY_PORT = 0xffffffff;
const NO_ID = '0-0';
const DISK_PAUSE_MS = 250;
const MOST_INSTANCE_UNITS = 255;

export const CONNECT = ['portal', 'initiatorPort', ...SECURITY] as const;
const LOGIN = [
  ...CONNECT,
  'initiatorInstance',
  'multipath',
  'informational',
  'maxConnections',
  'retainFor',
  'save',
  'waitForDisks',
] as const;

/** By which way: what a login and a further connection have in common. */
export function connectionOf(options: IscsiConnectOptions) {
  const { portal, initiatorPort = ANY_PORT } = options;
  checkUint32('options.initiatorPort', initiatorPort);
  const checked: CheckedPortal | undefined = portal && checkPortal('options.portal', portal);
  return {
    portal: checked,
    args: { initiatorPort, ...(checked ?? { symbolicName: '', address: undefined, port: 0 }) },
  };
}

interface Login {
  readonly session: IscsiSessionId;
  readonly connection: IscsiConnectionId | undefined;
  readonly already: boolean;
}

export async function login(context: IscsiContext, target: string, options: IscsiLoginAct = {}): Promise<IscsiLogin> {
  const { args, portal, save, waitForDisks, clear } = checked(target, options);
  const control = controlOf(context, options);
  // A wait that was asked for by name is no reason to end early.
  const timeout = options.timeout ?? (control.timeout ?? 0) + (waitForDisks?.timeout ?? 0);
  try {
    return await context.waits.during({ ...control, timeout }, async wait => {
      const made = await context.acts.run(wait, async ask => {
        const found = await logIn(context, ask, args, portal);
        if (!save) return found;
        const saved = await answerOf(ask, 'LoginIScsiTargetW', { ...args, persistent: true }, 'act');
        if (!saved.ok) throw actError(context.backend, saved, madeBy(found));
        return found;
      });
      if (!waitForDisks) return Object.freeze({ ...made, devices: Object.freeze([]) });
      try {
        const devices = await disksOf(context, wait, made.session, waitForDisks);
        return Object.freeze({ ...made, devices: Object.freeze(devices) });
      } catch (error) {
        // Where nothing can be asked, the login stands all the same.
        if (WindowsError.is(error)) return Object.freeze({ ...made, devices: Object.freeze([]) });
        throw wait.stopped?.(madeBy(made).outcome) ?? error;
      }
    });
  } finally {
    clear();
  }
}

/** What comes after a login may fail or be stopped. Then the session stands, and callers are to look at the sessions. */
const madeBy = ({ already }: Pick<Login, 'already'>): Known => (already ? {} : { outcome: 'unknown' });

export async function saveLogin(context: IscsiContext, target: string, options: IscsiLoginAct = {}): Promise<void> {
  for (const name of ['save', 'waitForDisks'] as const) {
    if (options[name] !== undefined) throw wrongType(`options.${name}`, 'left out: nothing is logged in to now', {});
  }
  const { args, clear } = checked(target, options);
  try {
    await context.waits.during(controlOf(context, options), wait =>
      context.acts.run(wait, async ask => {
        await valueFrom(context, ask, 'LoginIScsiTargetW', { ...args, persistent: true }, 'act');
      }),
    );
  } finally {
    clear();
  }
}

function checked(target: string, options: IscsiLoginAct & Cancel) {
  checkTarget('target', target);
  checkOptions('options', options, [...LOGIN, ...CANCEL]);
  checkCancel(options);
  const { initiatorInstance, informational = false, save = false, waitForDisks } = options;
  if (initiatorInstance !== undefined)
    checkBounded('options.initiatorInstance', initiatorInstance, MOST_INSTANCE_UNITS);
  checkBoolean('options.informational', informational);
  checkBoolean('options.save', save);
  checkOptions('options.waitForDisks', waitForDisks, ['luns', 'timeout']);
  if (waitForDisks) {
    if (waitForDisks.timeout === undefined)
      throw wrongType('options.waitForDisks.timeout', 'a number of milliseconds', undefined);
    checkDuration('options.waitForDisks.timeout', waitForDisks.timeout);
    for (const lun of waitForDisks.luns ?? []) checkUint32('options.waitForDisks.luns', lun);
  }
  const connection = connectionOf(options);
  const security = securityOf('options', options);
  return {
    args: {
      target,
      informational,
      initiatorName: initiatorInstance,
      ...connection.args,
      persistent: false,
      ...security.options,
    },
    portal: connection.portal,
    save,
    waitForDisks,
    clear: security.clear,
  };
}

type LoginArgs = ReturnType<typeof checked>['args'];

async function logIn(
  context: IscsiContext,
  ask: AskIscsi,
  args: LoginArgs,
  portal: CheckedPortal | undefined,
): Promise<Login> {
  let answer = await answerOf(ask, 'LoginIScsiTargetW', args, 'act');
  // Under load the service was seen to answer so, although no buffer is asked for: nothing was done.
  if (!answer.ok && answer.code === E.ERROR_INSUFFICIENT_BUFFER) {
    answer = await answerOf(ask, 'LoginIScsiTargetW', args, 'act');
  }
  const already = !answer.ok && answer.code === ISDSC_CODES.ISDSC_TARGET_ALREADY_LOGGED_IN;
  if (!answer.ok && !already) throw actError(context.backend, answer);
  const { session, connection } = answer.ok ? answer.value : { session: NO_ID, connection: NO_ID };
  if (session !== NO_ID) return { session: session as IscsiSessionId, connection: idOrNone(connection), already };
  // No id was written, so it is the session that fits.
  const list = await answerOf(ask, 'GetIScsiSessionListW', {});
  if (!list.ok) throw iscsiError(context.backend.localName(), list, madeBy({ already }));
  const found = await ofAdapter(ask, existing(list.value, args.target, portal), args.initiatorName);
  if (found) {
    const { id, connections } = found;
    const own = connections.find(isTo(portal))?.id;
    return { session: id as IscsiSessionId, connection: own as IscsiConnectionId | undefined, already };
  }
  throw iscsiError(
    context.backend.localName(),
    answer.ok ? { ok: false, syscall: 'LoginIScsiTargetW', code: E.ERROR_INVALID_DATA } : answer,
    answer.ok ? { outcome: 'unknown' } : {},
  );
}

const idOrNone = (id: string): IscsiConnectionId | undefined => (id === NO_ID ? undefined : (id as IscsiConnectionId));

const isTo =
  (portal: CheckedPortal | undefined) =>
  ({ targetAddress, targetPort }: RawSession['connections'][number]): boolean =>
    portal === undefined || samePortal({ address: targetAddress ?? '', port: targetPort }, portal);

/** The sessions with a target by a portal. */
function existing(
  sessions: readonly RawSession[],
  target: string,
  portal: CheckedPortal | undefined,
): readonly RawSession[] {
  const ofTarget = sessions.filter(it => fold(targetOf(it) ?? '') === fold(target));
  const found = ofTarget.filter(it => it.connections.some(isTo(portal)));
  // One whose path is broken has no portal to compare.
  return found.length > 0 ? found : ofTarget.filter(it => it.connections.length === 0);
}

/** With MPIO each adapter may have a session by the same way. Lists of sessions do not say which one it is; mappings do. */
async function ofAdapter(
  ask: AskIscsi,
  sessions: readonly RawSession[],
  adapter: string | undefined,
): Promise<RawSession | undefined> {
  const [first, ...others] = sessions;
  if (others.length === 0 || adapter === undefined) return first;
  const mappings = await answerOf(ask, 'ReportActiveIScsiTargetMappingsW', {});
  const own = mappings.ok ? mappings.value.filter(it => fold(it.initiatorName) === fold(adapter)) : [];
  return sessions.find(it => own.some(({ session }) => session === it.id)) ?? first;
}

/** The devices, when the disks are ready or the time is up; the login holds in either case. */
async function disksOf(
  context: IscsiContext,
  wait: Wait,
  session: IscsiSessionId,
  { luns, timeout }: { readonly luns?: readonly number[] | undefined; readonly timeout: number },
): Promise<readonly IscsiDevice[]> {
  const { clock } = context.backend;
  const end = clock.monotonic() + timeout;
  const ready = ({ disk, path }: IscsiDevice) => disk !== undefined && path !== undefined;
  for (;;) {
    const answer = await context.reads.run(wait, ask => askDevices(ask, session));
    const devices = answer?.ok ? answer.value : [];
    const isDone =
      luns === undefined
        ? devices.some(ready)
        : luns.every(lun => devices.some(it => it.scsi.lun === lun && ready(it)));
    const left = end - clock.monotonic();
    if (isDone || answer === undefined || left <= 0) return devices;
    await wait.pause(Math.min(DISK_PAUSE_MS, left));
  }
}
