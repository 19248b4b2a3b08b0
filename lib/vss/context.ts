import type { Backend } from '../base/backend.js';
import { checkOptions, wrongType, wrongValue } from '../errors/arguments.js';
import { invalidState } from '../errors/invalid-state.js';
import { type Cancel, checkCancel } from '../lane/cancel.js';
import type { CallBackend } from '../lane/contract.js';
import { Slots } from '../lane/slots.js';
import type { VssContract } from './contract.js';
import type { VssOptions } from './options.js';

/** What this domain needs of a backend. */
export interface VssBackend extends CallBackend {
  readonly vss: VssContract;
}

/** Sessions of one process at a time, and writers. Each has a thread. */
const MOST_SESSIONS = 64;
const MOST_WRITERS = 16;
/** How long an opening may take that brings no `timeout`. */
const TIMEOUT_MS = 30_000;

/** What all who ask one backend about VSS share. */
export interface SharedVss {
  readonly backend: VssBackend;
  readonly sessions: Slots;
  readonly writers: Slots;
  /** Somebody has called `initializeSecurity()`, whatever it answered. */
  securityWasSet: boolean;
}

const shared = new WeakMap<VssBackend, SharedVss>();

export function shareVss(backend: VssBackend): SharedVss {
  const known = shared.get(backend) ?? {
    backend,
    sessions: new Slots(MOST_SESSIONS, MOST_SESSIONS),
    writers: new Slots(MOST_WRITERS, MOST_WRITERS),
    securityWasSet: false,
  };
  shared.set(backend, known);
  return known;
}

/** The public {@link Backend} is the contract under a name that promises nothing. */
export function backendOf(given: Backend | undefined, otherwise: () => VssBackend): VssBackend {
  if (given === undefined) return otherwise();
  const contract = given as unknown as Partial<VssBackend>;
  if (typeof contract?.vss !== 'object') throw wrongType('options.backend', "a backend, such as a world's", given);
  return contract as VssBackend;
}

const OPTIONS: readonly (keyof VssOptions)[] = ['backend', 'security', 'signal', 'timeout'];

/** Of all that opens something. */
export function checkVssOptions(options: VssOptions | undefined, more: readonly string[] = []): void {
  checkOptions('options', options, [...OPTIONS, ...more]);
  checkCancel(options);
  const { security } = options ?? {};
  if (security !== undefined && security !== 'asIs') throw wrongValue('options.security', "'asIs'", security);
}

export function openingOf(options: VssOptions | undefined): Cancel {
  return { signal: options?.signal, timeout: options?.timeout ?? TIMEOUT_MS };
}

/** Without it some writers are left out, and nothing says so. */
export function checkSecurity({ securityWasSet }: SharedVss, options: VssOptions | undefined): void {
  if (securityWasSet || options?.security === 'asIs') return;
  throw invalidState(
    "The security of COM was not set: call initializeSecurity() once, before anything else uses COM, or give { security: 'asIs' } when somebody else in this process has done it.",
  );
}
