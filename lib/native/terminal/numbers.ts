import { PLAIN_CALLS, type PlainCalls } from '../../terminal/calls.js';
import type { ProcessesFacts, SessionsFacts } from '../../terminal/contract.js';
import type { Environment } from '../bridge/environment.js';

const COMPOSED = [
  ...(['sessions', 'details', 'queryRaw', 'processes', 'accountsOf', 'sidsOf', 'system', 'version'] as const),
  ...(['userConfig', 'setUserConfig', 'listeners', 'listenerSecurity', 'setListenerSecurity'] as const),
  'token',
] as const;
const PLAIN = Object.keys(PLAIN_CALLS) as readonly (keyof PlainCalls)[];

/** What the addon's numbers are for the names of this domain. */
function read({ names }: Environment) {
  return {
    /** The questions of a thread; the composed ones have names of our own. */
    thread: names.numbersOf('terminal.thread', [...COMPOSED, ...PLAIN]),
    window: names.numbersOf('terminal.window', ['register', 'unregister', 'awaitReady', 'watchService']),
    program: names.numbersOf('terminal.program', [
      ...(['prepare', 'create', 'resume', 'stdout', 'stderr', 'write', 'ended'] as const),
      ...(['terminate', 'text', 'closeOutput'] as const),
    ]),
    waiter: names.numbersOf('terminal.waiter', ['WTSWaitSystemEvent']),
    channel: names.numbersOf('terminal.channel', ['open', 'read', 'write', 'close']),
    /** The calls that list. In a pack they are numbered from 1; 0 is none. */
    sessionLists: [undefined, ...names.namesOf('terminal.sessions')] as readonly SessionsFacts<unknown>['via'][],
    processLists: [undefined, ...names.namesOf('terminal.processes')] as readonly ProcessesFacts<unknown>['via'][],
    notice: names.numbersOf('terminal.notice', ['session', 'lost', 'lostUncounted', 'service']),
  };
}

export type TerminalNumbers = ReturnType<typeof read>;

const known = new WeakMap<Environment, TerminalNumbers>();

/** Of an environment, found once. */
export function terminalNumbers(environment: Environment): TerminalNumbers {
  const found = known.get(environment) ?? read(environment);
  known.set(environment, found);
  return found;
}
