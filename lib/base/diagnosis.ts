/** What `diagnose()` found. */
export interface Diagnosis {
  /** Whether nothing was found that stops the library from working. */
  readonly ok: boolean;
  /** One for each thing that was looked at. */
  readonly checks: readonly DiagnosisCheck[];
}

/** One thing that was looked at. */
export interface DiagnosisCheck {
  /** What was looked at. */
  readonly name: 'addon' | 'elevated' | 'session0' | 'terminalServices' | 'rpc' | 'iscsi' | 'vss';
  /** `'note'` is not a fault, but may matter: the process is not elevated, or runs in session 0. */
  readonly state: 'ok' | 'note' | 'failed';
  /** What was found. */
  readonly found: string;
  /** What to do about it. */
  readonly advice: string | undefined;
}

export function check(
  name: DiagnosisCheck['name'],
  state: DiagnosisCheck['state'],
  found: string,
  advice?: string,
): DiagnosisCheck {
  return Object.freeze({ name, state, found, advice });
}
