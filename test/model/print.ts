/** A step of any model: its name, and what it is about. */
export interface PrintedStep {
  readonly do: string;
}

/** A step in one short line, such as `logon host=HERE user=anna at=LAPTOP`. */
export function printStep(step: PrintedStep): string {
  const { do: name, ...more } = step;
  const args = Object.entries(more).filter(([, value]) => value !== undefined && value !== false);
  return [name, ...args.map(([key, value]) => (value === true ? key : `${key}=${value}`))].join(' ');
}

/** A program as a numbered list. */
export function printProgram(steps: readonly PrintedStep[]): string {
  return steps.map((step, i) => `  ${String(i + 1).padStart(2)}. ${printStep(step)}`).join('\n');
}

/** The same as source text for a test. */
export function sourceOf(steps: readonly PrintedStep[]): string {
  return `[\n${steps.map(step => `  ${JSON.stringify(step)},`).join('\n')}\n]`;
}
