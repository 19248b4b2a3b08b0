import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Follower, type Reader } from '../../../lib/fleet/follower.js';
import { createWorld } from '../../../lib/mock/index.js';

function recordingReader() {
  const notes: string[] = [];
  const reader: Reader = {
    event: (from, event) => void notes.push(`${from.name} ${event.type}`),
    changed() {},
    failed: (from, error) => void notes.push(`${from.name} failed: ${(error as { reason?: string }).reason}`),
  };
  return { notes, reader };
}

const options = { watch: {}, openTimeout: undefined };

describe('a follower', () => {
  // It pauses between its tries, in real time.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('reports what happens on its host, until it is stopped', async () => {
    const world = createWorld();
    world.host('RDS');
    const { notes, reader } = recordingReader();
    const end = new AbortController();
    const follower = new Follower(world.module, 'RDS', options, reader);
    const followed = follower.follow(end.signal);
    await world.advance(2_000);
    expect(follower.state).toEqual({ at: 'live' });
    world.host('RDS').logon({ user: 'anna', client: {} });
    await world.advance(2_000);
    expect(notes).toContain('RDS snapshot');
    expect(notes).toContain('RDS logon');
    end.abort();
    await followed;
  });

  it('says once why its host cannot be opened, and tries again', async () => {
    const world = createWorld();
    const gone = world.host('RDS').unreachable();
    const { notes, reader } = recordingReader();
    const end = new AbortController();
    const follower = new Follower(world.module, 'RDS', options, reader);
    const followed = follower.follow(end.signal);
    const opened = () => world.calls.filter(({ name }) => name === 'WTSOpenServerExW').length;
    await world.settled();
    expect([follower.state.at, opened()]).toEqual(['failed', 1]);
    for (const [pause, times] of [
      [1_000, 2],
      [2_000, 3],
    ] as const) {
      vi.advanceTimersByTime(pause - 1);
      await world.settled();
      expect(opened()).toBe(times - 1);
      vi.advanceTimersByTime(1);
      await world.settled();
      expect([follower.state.at, opened()]).toEqual(['failed', times]);
    }
    expect(notes).toEqual(['RDS failed: unreachable']);
    gone.end();
    vi.advanceTimersByTime(5_000);
    await world.advance(2_000);
    expect(follower.state.at).toBe('live');
    end.abort();
    await followed;
  });

  it('fails at once for what trying again cannot mend', async () => {
    const world = createWorld();
    world.host('RDS');
    const { reader } = recordingReader();
    const wrong = { watch: { types: ['desktopReady' as const] }, openTimeout: undefined };
    const follower = new Follower(world.module, 'RDS', wrong, reader);
    await expect(follower.follow(new AbortController().signal)).rejects.toThrow(TypeError);
  });
});
