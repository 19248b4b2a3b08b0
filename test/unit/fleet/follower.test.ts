import { describe, expect, it } from 'vitest';
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
    await expect.poll(() => follower.state.at).toBe('failed');
    const opened = () => world.calls.filter(({ name }) => name === 'WTSOpenServerExW').length;
    await expect.poll(opened, { timeout: 5_000 }).toBeGreaterThan(1);
    expect(notes).toEqual(['RDS failed: unreachable']);
    gone.end();
    await expect.poll(() => follower.state.at, { timeout: 5_000 }).toBe('live');
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
