import { randomUUID } from 'node:crypto';
import { afterAll, expect } from 'vitest';
import { provideDriver } from '../contract/driver.js';
import { remoteDesktopOff } from '../contract/remote-desktop-off.js';
import { createLabDriver } from './lab-driver.js';
import { ControlClient } from './wire/control.js';

/** The domains whose calls take buffers of their callers. */
const TAKES_BUFFERS = /[\\/]contract[\\/]iscsi[\\/]/;

// Each test process has a world of its own. The stand-ins read the name from the environment at their first question.
process.env.LAB_WORLD_TOKEN = `${process.env.LAB_SUITE}-${process.pid}-${randomUUID()}`;
// Where calls take buffers that their callers bring, the addon's memory is looked at.
if (TAKES_BUFFERS.test(expect.getState().testPath ?? '')) process.env.LAB_GUARDED = '1';
process.dlopen({ exports: {} } as NodeJS.Module, String(process.env.LAB_HOOK));
const driver = createLabDriver(ControlClient.ofThisProcess(), process.env.LAB_DELIVERY === 'sent' ? 'sent' : 'posted');
provideDriver(process.env.LAB_REMOTE_DESKTOP === 'off' ? remoteDesktopOff(driver) : driver);

// In a process that still lives: what the system takes back when a process ends proves nothing.
afterAll(async () => {
  await driver.reset();
  expect(await driver.outstanding(Number.MAX_SAFE_INTEGER)).toMatchObject({
    buffers: 0,
    windows: 0,
    registrations: 0,
    misuses: [],
  });
});
