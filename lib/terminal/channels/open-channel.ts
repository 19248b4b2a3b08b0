import { traced } from '../../base/trace.js';
import { checkBoolean, checkOptions, checkText, outOfRange, wrongType, wrongValue } from '../../errors/arguments.js';
import { AbortError } from '../../errors/stop.js';
import type { SessionRef } from '../../identity/session.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import { actControl } from '../acts/act-bounds.js';
import { boundsOf, MOST_CHANNELS, tooManyError } from '../bounds.js';
import type { TerminalBackend } from '../contract.js';
import { type HostContext, hostError } from '../host-context.js';
import { checkRef, checkStillSame, resolveForAct } from '../sessions/reference.js';
import { OpenChannel } from './channel.js';
import type { RawChannel } from './contract.js';
import { openAlready } from './failures.js';
import type { ChannelOptions, VirtualChannel } from './types.js';

const SYSCALL = 'WTSVirtualChannelOpenEx';

/** `WTS_CHANNEL_OPTION_*`. */
const DYNAMIC = 1;
const NO_COMPRESS = 8;
const PRIORITIES = { low: 0, medium: 2, high: 4, real: 6 } as const;

const LONGEST_STATIC = 7;
const LONGEST_DYNAMIC = 260 - 1;
const MAX_MESSAGE = 16 * 1024 * 1024;
const MOST_MAX_MESSAGE = 1024 * 1024 * 1024;

/** The slots are those of this machine, whichever host object opens a channel. */
const SLOTS_OF = '';
const TOO_MANY = `${MOST_CHANNELS} virtual channels of this process are open: close one before the next one is opened.`;

/** The static channels that this process has open, by session and name. */
const open = new WeakMap<TerminalBackend, Set<string>>();

export async function openChannel(
  host: HostContext,
  ref: SessionRef,
  name: string,
  options: ChannelOptions = {},
): Promise<VirtualChannel> {
  checkRef(host, ref);
  const { flags, dynamic, framed, maxMessage } = checked(name, options);
  const { signal } = options;
  return await host.waits.during(actControl(host, options), async wait => {
    const slots = boundsOf(host.backend).channels;
    if (!slots.hasRoom(SLOTS_OF)) throw tooManyError(host.name, 'channel', TOO_MANY);
    const giveBack = slots.take(SLOTS_OF);
    const raw = host.backend.terminal.openChannel();
    let leave = giveBack;
    let isOpen = false;
    // A thread that is inside Windows gives the channel back when it comes out.
    const unwatch = wait.onStop(() => raw.close());
    try {
      // Windows may take ten seconds, and the calls of the lane do not wait for it.
      const sessionId = await host.sideThreads.run(wait, async ask => {
        const id = await resolveForAct(host, ask, ref, SYSCALL);
        // What is entered now would never be left.
        wait.throwIfStopped();
        if (!dynamic) {
          const leaveName = enter(host, id, name);
          leave = () => {
            leaveName();
            giveBack();
          };
        }
        const answer = await ask(() => raw.open({ sessionId: id, name, flags }));
        isOpen = traced(host.name, SYSCALL, answer, id).ok;
        if (!answer.ok) throw hostError(host, answer, id);
        // The opening takes a while, so the id may have got another owner in between.
        await checkStillSame(host, ask, ref, SYSCALL);
        return id;
      });
      // Aborted just now: from here on that ends the channel.
      if (signal?.aborted) throw new AbortError(signal.reason);
      return new OpenChannel(host, { raw, sessionId, name, framed, maxMessage, signal, closed: leave });
    } catch (error) {
      await giveUp(raw, isOpen && wait.stopped === undefined);
      leave();
      throw error;
    } finally {
      unwatch();
    }
  });
}

/** Of a channel that nobody gets. */
async function giveUp(raw: RawChannel, isOpen: boolean): Promise<void> {
  try {
    if (isOpen) await raw.shut();
  } catch {
    // Stopped meanwhile, and so closed.
  } finally {
    raw.close();
  }
}

/** Refuses a static channel that is open here already. */
function enter(host: HostContext, id: number, name: string): () => void {
  const names = open.get(host.backend) ?? new Set();
  open.set(host.backend, names);
  const key = `${id} ${name.toLowerCase()}`;
  if (names.has(key)) throw openAlready(host, id);
  names.add(key);
  return () => {
    names.delete(key);
  };
}

function checked(name: string, options: ChannelOptions) {
  const known = ['dynamic', 'priority', 'compress', 'framed', 'maxMessage', ...CANCEL];
  checkOptions('options', options, known);
  const { dynamic = false, priority, compress, framed, maxMessage = MAX_MESSAGE } = options;
  for (const key of ['dynamic', 'compress', 'framed'] as const) checkBoolean(`options.${key}`, options[key]);
  checkCancel(options);
  checkName(name, dynamic);
  if (priority !== undefined && !Object.hasOwn(PRIORITIES, priority))
    throw wrongValue('options.priority', "'low', 'medium', 'high' or 'real'", priority);
  for (const key of ['priority', 'compress'] as const) {
    if (options[key] !== undefined && !dynamic)
      throw wrongValue(`options.${key}`, 'left out for a static channel', options[key]);
  }
  if (framed === false && dynamic) throw wrongValue('options.framed', 'true for a dynamic channel', framed);
  if (typeof maxMessage !== 'number') throw wrongType('options.maxMessage', 'a number of bytes', maxMessage);
  if (!Number.isInteger(maxMessage) || maxMessage < 1 || maxMessage > MOST_MAX_MESSAGE)
    throw outOfRange('options.maxMessage', `an integer from 1 to ${MOST_MAX_MESSAGE}`, maxMessage);
  const flags = dynamic ? DYNAMIC | PRIORITIES[priority ?? 'low'] | (compress === false ? NO_COMPRESS : 0) : 0;
  return { flags, dynamic, framed: dynamic || framed === true, maxMessage };
}

/** Windows takes it as ANSI text, and the client compares it byte by byte. */
function checkName(name: unknown, dynamic: boolean): void {
  checkText('name', name);
  if (!/^[\x20-\x7e]*$/.test(name)) throw wrongValue('name', 'of ASCII characters', name);
  const longest = dynamic ? LONGEST_DYNAMIC : LONGEST_STATIC;
  if (name.length < 1 || name.length > longest) throw outOfRange('name', `of 1 to ${longest} characters`, name);
}
