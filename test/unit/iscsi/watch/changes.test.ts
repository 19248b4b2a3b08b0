import { describe, expect, it } from 'vitest';
import type { IscsiSession } from '../../../../lib/iscsi/sessions/types.js';
import { changesBetween } from '../../../../lib/iscsi/watch/diff.js';

const session = (id: string, target: string | undefined, ...connections: readonly string[]): IscsiSession =>
  ({ id, target, connections: connections.map(it => ({ id: it })), connected: connections.length > 0 }) as never;

const between = (before: readonly IscsiSession[], after: readonly IscsiSession[]) =>
  changesBetween(before, after, new Date(7)).map(it => [it.type, it.session.target, it.before?.target]);

describe('what has changed between two lists of iSCSI sessions', () => {
  it('is nothing, or first who went, then who changed, then who came', () => {
    const stays = session('1-1', 'a', '1-1');
    expect(between([stays], [session('1-1', 'A', '1-1')])).toEqual([]);
    expect(
      between([session('1-2', 'b', '1-2'), stays], [session('1-3', 'c'), session('1-1', 'a', '1-1', '1-4')]),
    ).toEqual([
      ['logout', 'b', 'b'],
      ['connections', 'a', 'a'],
      ['login', 'c', undefined],
    ]);
  });

  it('is another session where an id has another target, as ids begin again with each start of the driver', () => {
    expect(between([session('1-1', 'a', '1-1')], [session('1-1', 'b', '1-1')])).toEqual([
      ['logout', 'a', 'a'],
      ['login', 'b', undefined],
    ]);
    expect(between([session('1-1', undefined, '1-1')], [session('1-1', undefined, '1-1')])).toEqual([]);
  });

  it('is the loss of the last connection, a first one, or another one in its place', () => {
    const types = (before: readonly string[], after: readonly string[]) =>
      between([session('1-1', 'a', ...before)], [session('1-1', 'a', ...after)]).map(([type]) => type);
    expect(types(['1-1', '1-2'], [])).toEqual(['disconnected']);
    expect(types([], ['1-3'])).toEqual(['connected']);
    expect(types(['1-1'], ['1-2'])).toEqual(['connections']);
    expect(types(['1-1', '1-2'], ['1-1'])).toEqual(['connections']);
  });
});
