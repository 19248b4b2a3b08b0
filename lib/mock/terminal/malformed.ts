import type { Answer, Failure } from '../../base/answer.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { isTextClass, type RawUserValue } from '../../terminal/config/raw-user-config.js';
import type { WindowsVersion } from '../../terminal/contract.js';
import { INFO_CLASSES, type RawInfo } from '../../terminal/info/raw-info.js';
import type { NamedArgs } from '../world/call-table.js';
import type { BufferShape, RawAnswer } from '../world/raw-call.js';
import { infoBytes } from './info-bytes.js';
import type { TerminalAnswer } from './raw-calls.js';

const ACTIVITY_ID = INFO_CLASSES.indexOf('WTSSessionActivityId');

/** Whether the class is a text; its buffer then ends where the text ends, whatever its length. */
function isText(infoClass: unknown, value: unknown): boolean {
  return typeof value === 'string' && infoClass !== ACTIVITY_ID;
}

/** Whether an answer can come in a shape: a list has no structure to cut, and only a text has a NUL to lack. */
export function isSpoilable(name: string, args: NamedArgs, value: unknown, shape: BufferShape): boolean {
  if (shape === 'grows' || shape === 'stuck' || shape === 'shrinks') return false;
  if (name === 'WTSQuerySessionInformationW') return shape !== 'unterminated' || isText(args.infoClass, value);
  if (name === 'WTSQueryUserConfigW') return shape !== 'unterminated' || isTextClass(Number(args.configClass));
  return shape === 'null' && (Array.isArray(value) || name === 'NetWkstaGetInfo');
}

/** As the addon reads a buffer: NULL or short is no structure, while a text is what there is of it. */
export function checkedInfo(answer: TerminalAnswer<'WTSQuerySessionInformationW'>, infoClass: number): Answer<RawInfo> {
  if (!answer.ok) return answer;
  const { shape, value } = answer;
  const spoiled = shape === 'null' || (shape === 'short' && !isText(infoClass, value) && !isEmpty(value));
  return spoiled ? malformed('WTSQuerySessionInformationW') : { ok: true, value };
}

/** The bytes of a buffer as it came. */
export function bufferOf(answer: TerminalAnswer<'WTSQuerySessionInformationW'>, infoClass: number): Answer<Uint8Array> {
  if (!answer.ok) return answer;
  if (answer.shape === 'null') return malformed('WTSQuerySessionInformationW');
  const bytes = infoBytes(infoClass, answer.value);
  const missing = answer.shape === 'short' ? 1 : answer.shape === 'unterminated' ? 2 : 0;
  return { ok: true, value: bytes.slice(0, Math.max(0, bytes.length - missing)) };
}

/** The same for the settings of an account: only what is no text can be too short. */
export function checkedUserConfig(
  answer: TerminalAnswer<'WTSQueryUserConfigW'>,
  configClass: number,
): Answer<RawUserValue> {
  if (!answer.ok) return answer;
  const { shape, value } = answer;
  const spoiled = shape === 'null' || (shape === 'short' && !isTextClass(configClass));
  return spoiled ? malformed('WTSQueryUserConfigW') : { ok: true, value };
}

/** As the addon reads a list. */
export function checkedList<T>(answer: RawAnswer<T>, syscall: string): Answer<T> {
  if (!answer.ok) return answer;
  return answer.shape === 'null' ? malformed(syscall) : { ok: true, value: answer.value };
}

/** As the addon reads a version. The function returns its code, so that 0 is a success that brought no buffer. */
export function checkedVersion(answer: TerminalAnswer<'NetWkstaGetInfo'>): Answer<WindowsVersion> {
  const hasNoBuffer = answer.ok ? answer.shape === 'null' : answer.code === 0;
  if (hasNoBuffer) return malformed('NetWkstaGetInfo');
  if (!answer.ok) return answer;
  const { major, minor } = answer.value;
  return { ok: true, value: { major, minor } };
}

function isEmpty(value: RawInfo): boolean {
  return Array.isArray(value) && value.length === 0;
}

function malformed(syscall: string): Failure {
  return { ok: false, syscall, code: E.ERROR_INVALID_DATA };
}
