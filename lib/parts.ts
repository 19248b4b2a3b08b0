import type { DiagnosisCheck } from './base/diagnosis.js';
import type { Redaction } from './base/redaction.js';
import type { CallBackend } from './lane/contract.js';
import type { Wait } from './lane/wait.js';

/** What a domain of this machine adds to what concerns all domains. */
export interface DomainPart {
  /** Its keys of the scenario of this machine. */
  capture(backend: CallBackend, wait: Wait): Promise<object>;
  /** These keys of a scenario, with made-up words in place of real ones. */
  redact(scenario: object, redaction: Redaction): object;
  /** Time that is up is a finding, too. */
  diagnose(backend: CallBackend, wait: Wait): Promise<readonly DiagnosisCheck[]>;
}

/** Those besides the terminal domain. They are loaded when they are first needed: `require('winstation')` carries none. */
export const PARTS: readonly (() => Promise<DomainPart>)[] = [
  () => import('./iscsi/part.js'),
  () => import('./logon/part.js'),
  () => import('./moniker/part.js'),
  () => import('./vss/part.js'),
];
