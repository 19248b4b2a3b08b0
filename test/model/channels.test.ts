import { describe, it } from 'vitest';
import { channelStep } from './channel-steps.js';
import { runChannels } from './channels.js';
import { checkSteps } from './check.js';

describe('virtual channels of a client that comes and goes', () => {
  it('carry each message once and in order, both ways, and leave nothing', async () => {
    await checkSteps(channelStep, { runs: 300, longest: 60 }, runChannels);
  });
});
