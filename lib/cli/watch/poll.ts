import type { Values } from '../values.js';

const LEAST_POLL_MS = 100;

/** The time of `--poll`, which only makes sense for other hosts. */
export function checkPoll(values: Values): number | undefined {
  const poll = values.wait('poll', LEAST_POLL_MS);
  if (poll !== undefined && values.hosts.length === 0) {
    throw values.wrong('--poll is for other hosts (--host); this machine needs no polling');
  }
  return poll;
}
