import type { Answer } from '../../base/answer.js';
import type { CallDescriptions } from '../../base/call.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { ISCSI_CALLS } from '../../iscsi/calls.js';
import { ISDSC_CODES as I } from '../../iscsi/codes.js';
import type { BufferShape, RawAnswer } from '../world/raw-call.js';

interface Listed {
  readonly warning: number;
  readonly value: unknown;
}

/** Only here do rows point to others. */
const WITH_POINTERS = ['GetIScsiSessionListW', 'ReportActiveIScsiTargetMappingsW'];
const WITH_TEXTS = 'GetIScsiSessionListW';
/** By which the stand-in says for the eighth time that the room is too small. */
const LAST_REFUSAL = 0x8007007a;

/** ERROR_INSUFFICIENT_BUFFER, the same as an HRESULT, and the initiator's own: Windows says it in any of these. */
const TOO_SMALL: readonly number[] = [E.ERROR_INSUFFICIENT_BUFFER, LAST_REFUSAL, I.ISDSC_BUFFER_TOO_SMALL];
const calls: CallDescriptions = ISCSI_CALLS;

/** The addon brings a buffer for every list, and asks again while Windows says that the buffer is too small. */
export function isTooSmall(name: string, answer: RawAnswer): boolean {
  return !answer.ok && TOO_SMALL.includes(answer.code) && calls[name]?.value.fields?.value?.form === 'list';
}

/** Whether an answer can come in a shape. */
export function isSpoilable(name: string, value: unknown, shape: BufferShape): boolean {
  const rows = (value as Listed).value;
  if (!Array.isArray(rows) || rows.length === 0) return false;
  if (shape === 'short') return WITH_POINTERS.includes(name);
  return shape === 'unterminated' ? name === WITH_TEXTS : true;
}

/** As the addon reads a buffer that it has brought itself. */
export function read(syscall: string, answer: RawAnswer): Answer<unknown> {
  if (!answer.ok) return answer;
  const { shape, value } = answer;
  switch (shape) {
    case 'null':
      return { ok: true, value: { ...(value as Listed), value: [] } };
    case 'short':
    case 'unterminated':
      return { ok: false, syscall, code: E.ERROR_INVALID_DATA };
    case 'stuck':
      return { ok: false, syscall, code: LAST_REFUSAL };
    default:
      return { ok: true, value };
  }
}
