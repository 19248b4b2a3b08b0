import { provideDriver } from './driver.js';
import { createMockDriver } from './mock-driver.js';

provideDriver(createMockDriver());
