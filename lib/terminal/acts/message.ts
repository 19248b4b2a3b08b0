import {
  checkBoolean,
  checkDuration,
  checkOptions,
  checkText,
  outOfRange,
  wrongType,
  wrongValue,
} from '../../errors/arguments.js';
import type { SessionRef } from '../../identity/session.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { Ask } from '../../lane/job.js';
import type { TerminalThread } from '../contract.js';
import { type HostContext, hostError, runOnLane, runOnSideThread } from '../host-context.js';
import { checkRef, resolveForAct } from '../sessions/reference.js';
import { answerWord } from '../sessions/words.js';
import { actControl, answerTimeout } from './act-bounds.js';
import type { MessageAnswer, MessageButtons, MessageIcon, MessageOptions } from './types.js';

/** `MB_*`. */
const BUTTONS: Readonly<Record<MessageButtons, number>> = {
  ok: 0,
  okCancel: 1,
  abortRetryIgnore: 2,
  yesNoCancel: 3,
  yesNo: 4,
  retryCancel: 5,
  cancelTryContinue: 6,
};
const ICONS: Readonly<Record<MessageIcon, number>> = { error: 0x10, question: 0x20, warning: 0x30, information: 0x40 };

const MAX_EXPIRES_MS = 0xffffffff * 1_000;
/** Windows takes the length in bytes, as a DWORD. */
const MAX_TEXT = 0x7fffffff;

export async function message(
  host: HostContext,
  ref: SessionRef,
  text: string,
  options: MessageOptions = {},
): Promise<MessageAnswer> {
  checkRef(host, ref);
  checkText('text', text);
  if (text.length > MAX_TEXT) throw outOfRange('text.length', `at most ${MAX_TEXT}`, text.length);
  checkOptions('options', options, ['title', 'buttons', 'icon', 'expires', 'wait', ...CANCEL]);
  const { title = '', buttons = 'ok', icon, expires, wait = false } = options;
  checkText('options.title', title);
  const style =
    flag('options.buttons', buttons, BUTTONS) | (icon === undefined ? 0 : flag('options.icon', icon, ICONS));
  checkDuration('options.expires', expires, MAX_EXPIRES_MS);
  checkBoolean('options.wait', wait);
  checkCancel(options);

  const question = {
    // With an empty title some Windows fail ("stub received bad data") and some show "Error".
    title: title === '' ? ' ' : title,
    text,
    style,
    // 0 means without end, so a short time must not be rounded down to it.
    timeoutSeconds: expires === undefined ? 0 : Math.max(1, Math.ceil(expires / 1_000)),
    wait,
  };
  const send = async (ask: Ask<TerminalThread>) => {
    const sessionId = await resolveForAct(host, ask, ref, 'WTSSendMessageW');
    const answer = await ask(thread => thread.call('WTSSendMessageW', { ...question, sessionId }), 'act');
    if (!answer.ok) throw hostError(host, answer, sessionId);
    return wait ? answered(answer.value, expires) : 'sent';
  };
  if (!wait) return await runOnLane(host, actControl(host, options, ref), send);
  // A person decides how long this takes, and other calls must not wait for it.
  const { signal, timeout = answerTimeout(question.timeoutSeconds) } = options;
  return await runOnSideThread(host, { signal, timeout }, send);
}

/** When time is up, Server 2008 R2 may answer 0 in place of the documented value. */
function answered(id: number, expires: number | undefined): MessageAnswer {
  return id === 0 && expires !== undefined ? 'expired' : answerWord(id);
}

function flag<W extends string>(name: string, word: W, flags: Readonly<Record<W, number>>): number {
  const known = Object.keys(flags).join(', ');
  if (typeof word !== 'string') throw wrongType(name, `one of ${known}`, word);
  if (!Object.hasOwn(flags, word)) throw wrongValue(name, `one of ${known}`, word);
  return flags[word];
}
