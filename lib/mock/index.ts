export type { Scenario } from '../terminal/scenario.js';
export type { ClientChoice, LogonOptions, ProcessOptions, WorldHost } from './back-door.js';
export type { ClockChoice } from './clock.js';
export type { Fault, FaultLimits } from './faults.js';
export type { AnswerWord, ShownMessage } from './messages.js';
export type { BufferShape } from './raw-calls.js';
export type { Call } from './record.js';
export { createWorld, type World, type WorldOptions } from './world.js';
