import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallDescription, call, flag, nothing, text, u32 } from '../../../lib/base/call.js';
import { TERMINAL_CALLS } from '../../../lib/terminal/calls.js';
import { checkQuestion, type Question, readQuestion } from '../../lab/wire/question.js';
import { kinds, valuesOf } from './arbitrary-kinds.js';
import { Asking } from './stand-in.js';

const CALLER = 4711;
const asked = (asking: Asking, descriptions: Readonly<Record<string, CallDescription>> = TERMINAL_CALLS): Question =>
  checkQuestion(readQuestion(asking.reader), descriptions, CALLER);

const logoff = (args: CallDescription['args']) => ({ WTSLogoffSession: call({ args, value: nothing, on: 'server' }) });
const logoffQuestion = () => new Asking('WTSLogoffSession').lab('handle', 0).u32('sessionId', 3).flag('wait', true);

describe('what a stand-in states', () => {
  it('is taken by name, whatever the order', () => {
    const args = { sessionId: 3, wait: true };
    expect(asked(logoffQuestion()).args).toEqual(args);
    const otherwise = new Asking('WTSLogoffSession').flag('wait', true).u32('sessionId', 3).lab('handle', 0);
    expect(asked(otherwise).args).toEqual(args);
    expect(asked(logoffQuestion(), logoff({ wait: flag, sessionId: u32 })).args).toEqual(args);
  });

  it('is checked against arguments of any form', () => {
    const named = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), kinds, { noNullPrototype: true });
    const given = named.chain(args =>
      fc.tuple(
        fc.constant(args),
        fc.record(Object.fromEntries(Object.entries(args).map(([name, kind]) => [name, valuesOf(kind)])), {
          noNullPrototype: true,
        }),
        fc.shuffledSubarray(Object.keys(args), { minLength: Object.keys(args).length }),
      ),
    );
    fc.assert(
      fc.property(given, ([args, values, order]) => {
        const asking = new Asking('Any');
        for (const name of order) asking.state('argument', name, args[name]!, values[name]);
        expect(asked(asking, { Any: call({ args, value: nothing, on: 'machine' }) }).args).toEqual(values);
      }),
    );
  });

  it('says which process, window or handle is meant apart from the arguments', () => {
    const own = new Asking('ProcessIdToSessionId').u32('pid', 12).lab('isOwnPid', 1);
    expect(asked(own).args).toEqual({ pid: CALLER });
    const other = new Asking('ProcessIdToSessionId').u32('pid', 12).lab('isOwnPid', 0);
    expect(asked(other).args).toEqual({ pid: 12 });
    const register = new Asking('WTSRegisterSessionNotificationEx').u32('flags', 1).lab('window', 9).lab('handle', 0);
    expect(asked(register)).toMatchObject({ args: { flags: 1 }, window: 9 });
    expect(asked(logoffQuestion())).toMatchObject({ handle: 0, window: undefined });
  });
});

describe('a stand-in and a description that do not agree', () => {
  it.each([
    [
      'an argument with another name',
      logoff({ id: u32, wait: flag }),
      'WTSLogoffSession: the stand-in does not state id (u32); states sessionId (u32), which is not described.',
    ],
    [
      'two names that changed places',
      logoff({ sessionId: flag, wait: u32 }),
      'WTSLogoffSession: the stand-in states sessionId as u32 and not as flag; states wait as flag and not as u32.',
    ],
    [
      'an argument of another form',
      logoff({ sessionId: u32, wait: u32 }),
      'WTSLogoffSession: the stand-in states wait as flag and not as u32.',
    ],
    [
      'an argument more',
      logoff({ sessionId: u32, wait: flag, title: text }),
      'WTSLogoffSession: the stand-in does not state title (text).',
    ],
    [
      'an argument fewer',
      logoff({ sessionId: u32 }),
      'WTSLogoffSession: the stand-in states wait (flag), which is not described.',
    ],
    ['another call', {}, 'WTSLogoffSession: the stand-in asks for it, and no description has it.'],
  ])('are noticed: %s', (_, descriptions, message) => {
    expect(() => asked(logoffQuestion(), descriptions)).toThrow(new TypeError(message));
  });

  it.each([
    ['a handle that is missing', new Asking('WTSLogoffSession').u32('sessionId', 3).flag('wait', true), /state handle/],
    ['a window that is missing', new Asking('OpenEventW').text('name', 'x'), /state window \(u32\)/],
    ['what nobody knows', logoffQuestion().lab('thread', 1), /states thread \(u32\), which is not described/],
    ['an argument twice', logoffQuestion().u32('sessionId', 4), /states sessionId twice/],
  ])('are noticed: %s', (_, asking, message) => {
    expect(() => asked(asking)).toThrow(message);
  });

  it('are noticed where NULL is stated for a text', () => {
    const asking = new Asking('X').state('argument', 'name', { form: 'textOrNull' }, undefined);
    const body = asking.reader;
    const stated = readQuestion(body);
    const asText = new Map([['name', { kind: text, value: stated.args.get('name')!.value }]]);
    const descriptions = { X: call({ args: { name: text }, value: nothing, on: 'machine' }) };
    expect(() => checkQuestion({ ...stated, args: asText }, descriptions, 0)).toThrow(/states NULL for name/);
  });
});

describe('a description whose arguments changed places', () => {
  /** Writes words in the order of the description, as the addon's side does; the export takes them in Windows' order. */
  function through(description: CallDescription, given: Readonly<Record<string, number>>): Question['args'] {
    const [sessionId, style] = Object.keys(description.args).map(name => given[name]!);
    const asking = new Asking('Show').u32('sessionId', sessionId!).u32('style', style!);
    return asked(asking, { Show: description }).args;
  }
  const given = { sessionId: 1, style: 64 };

  it('does not cancel out: the world is asked for something else', () => {
    const right = call({ args: { sessionId: u32, style: u32 }, value: nothing, on: 'machine' });
    const swapped = call({ args: { style: u32, sessionId: u32 }, value: nothing, on: 'machine' });
    expect(through(right, given)).toEqual(given);
    expect(through(swapped, given)).toEqual({ sessionId: 64, style: 1 });
  });
});
