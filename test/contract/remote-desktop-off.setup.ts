import { provideDriver } from './driver.js';
import { createMockDriver } from './mock-driver.js';
import { remoteDesktopOff } from './remote-desktop-off.js';

provideDriver(remoteDesktopOff(createMockDriver()));
