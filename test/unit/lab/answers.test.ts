import { describe, expect, it } from 'vitest';
import { type CallDescription, call, type Kind, list, record, text, textOrNull, u32 } from '../../../lib/base/call.js';
import { TERMINAL_CALLS } from '../../../lib/terminal/calls.js';
import { INFO_CLASSES } from '../../../lib/terminal/info/raw-info.js';
import { encodeAnswer, valueKind } from '../../lab/wire/answer.js';
import type { ByteWriter } from '../../lab/wire/bytes.js';
import { Member } from './stand-in.js';

const encoded = (
  description: CallDescription,
  value: unknown,
  args: Readonly<Record<string, unknown>> = {},
): ByteWriter =>
  encodeAnswer(
    { neverHeld: false, call: 'Ask', description, host: undefined, args, window: undefined, handle: undefined },
    { ok: true, value },
  );
const answering = (value: Kind) => call({ args: {}, value, on: 'machine' });
const row = { sessionId: 7, userName: 'ann', hostName: undefined };
const session = record({ sessionId: u32, userName: textOrNull, hostName: textOrNull });

describe('an answer', () => {
  it('is read by name and form', () => {
    const [first] = Member.ofAnswer(encoded(answering(list(session)), [row])).rows();
    expect(first!.get('sessionId', 'u32')).toBe(7);
    expect(first!.get('userName', 'textOrNull')).toBe('ann');
    expect(first!.get('hostName', 'textOrNull')).toBeUndefined();
  });

  it('is the same for the stand-in when members of the description change places', () => {
    const swapped = record({ hostName: textOrNull, userName: textOrNull, sessionId: u32 });
    const read = Member.ofAnswer(encoded(answering(swapped), row));
    // What the addon unpacks by this description is not, so the two don't cancel out.
    expect(read.get('userName', 'textOrNull')).toBe('ann');
    expect(read.get('hostName', 'textOrNull')).toBeUndefined();
  });

  it('is refused when a member of the description has another name than that of the value', () => {
    const renamed = record({ sessionId: u32, user: textOrNull, hostName: textOrNull });
    expect(() => encoded(answering(renamed), row)).toThrow(
      new TypeError("Ask: the value's user is not there, and the description has it."),
    );
  });

  it('is not read when both have another name than the stand-in', () => {
    const renamed = record({ sessionId: u32, user: textOrNull });
    const read = Member.ofAnswer(encoded(answering(renamed), { sessionId: 7, user: 'ann' }));
    expect(() => read.get('userName', 'textOrNull')).toThrow("asks for 'userName', but it has sessionId, user");
  });

  it('is not read when it has another form than the stand-in takes it for', () => {
    const read = Member.ofAnswer(encoded(answering(record({ userName: text })), { userName: '' }));
    expect(() => read.get('userName', 'textOrNull')).toThrow('takes it for textOrNull, but it is text');
    expect(() => Member.ofAnswer(encoded(answering(u32), 1)).as('i32')).toThrow('takes it for i32, but it is u32');
  });
});

describe('what is chosen by an argument', () => {
  const query: CallDescription = TERMINAL_CALLS.WTSQuerySessionInformationW;

  it('has a form for each class', () => {
    const forms = INFO_CLASSES.map((_, infoClass) => valueKind(query, { sessionId: 1, infoClass }).form);
    expect(forms[INFO_CLASSES.indexOf('WTSUserName')]).toBe('text');
    expect(forms[INFO_CLASSES.indexOf('WTSConnectState')]).toBe('i32');
    expect(forms[INFO_CLASSES.indexOf('WTSClientInfo')]).toBe('record');
    expect(forms[INFO_CLASSES.indexOf('WTSCapabilityCheck')]).toBe('list');
    expect(valueKind(query, { sessionId: 1, infoClass: 4711 }).form).toBe('bytes');
  });

  it('is refused when the value is that of another class', () => {
    const infoClass = INFO_CLASSES.indexOf('WTSConnectState');
    expect(() => encoded(query, 'Console', { sessionId: 1, infoClass })).toThrow("is 'Console' instead of i32");
  });
});
