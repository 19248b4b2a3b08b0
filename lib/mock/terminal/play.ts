import type { Simulation } from '../world/simulation.js';
import type { SimulatedHost } from './host.js';
import { Replay } from './replay.js';
import { checkRecording } from './scenario/check-recording.js';

/** Plays a recording on a host: each event at its time after now, on the world's clock. */
export async function play(simulation: Simulation, host: SimulatedHost, recording: unknown): Promise<void> {
  checkRecording(recording);
  const { clock } = simulation;
  const began = clock.elapsed();
  const replay = new Replay(recording, host);
  for (const event of recording.events) {
    const wait = began + event.at - clock.elapsed();
    if (clock.own) await simulation.advance(Math.max(0, wait));
    else if (wait > 0) await new Promise<void>(resolve => clock.after(wait, resolve));
    if (event.type === 'gap') replay.gap(event);
    else replay.apply(event);
    // A reader that looks at the session because of this event sees it as it was then, not as the next event leaves it.
    await simulation.settled();
  }
}
