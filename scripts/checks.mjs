// Runs named checks one after the other, says how each went, and counts.

/** A check throws a Failed when it found something; its text is what to read. */
export class Failed extends Error {}

/** A check throws a Skipped when it cannot be tried here. */
export class Skipped extends Error {}

export function assert(condition, text) {
  if (!condition) throw new Failed(text);
}

const seconds = started => `${((Date.now() - started) / 1000).toFixed(1)} s`;
const indent = text => text.trimEnd().replace(/^/gm, '    ');

export class Checks {
  passed = 0;
  failed = 0;
  failures = [];

  heading(text) {
    console.log(`\n== ${text}`);
  }

  /**
   * `work` answers a remark for the line, or `{ note, passed, failed, text }` when it counts for itself. What it throws is a failure.
   */
  async check(name, work) {
    const started = Date.now();
    let result;
    try {
      const answer = await work();
      result = typeof answer === 'object' && answer !== null ? answer : { note: answer };
    } catch (error) {
      if (error instanceof Skipped) return this.skip(name, error.message);
      result = { passed: 0, failed: 1, text: error instanceof Failed ? error.message : String(error?.stack ?? error) };
    }
    const { passed = 1, failed = 0, note, text } = result;
    this.passed += passed;
    this.failed += failed;
    if (failed > 0) this.failures.push(name);
    console.log(`${failed > 0 ? 'FAILED ' : 'ok     '}${name}${note ? `: ${note}` : ''} (${seconds(started)})`);
    if (failed > 0 && text) console.log(indent(text));
    return failed === 0;
  }

  /** Something that could not be tried here. It is neither passed nor failed, and is said again at the end. */
  skipped = [];
  skip(name, why) {
    this.skipped.push(`${name}: ${why}`);
    console.log(`skipped ${name}: ${why}`);
    return true;
  }

  /** The last line is the one that machines read. */
  finish() {
    if (this.skipped.length > 0 || this.failures.length > 0) console.log('');
    for (const text of this.skipped) console.log(`skipped ${text}`);
    for (const name of this.failures) console.log(`FAILED ${name}`);
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}
