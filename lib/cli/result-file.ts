import type { Call } from './call.js';

/** Where a result goes: `--output FILE`, or standard output. */
export interface ResultFile {
  /** Writes the result, and then says `written` when it is in a file. Returns whether it could be written; if not, it has said why. */
  write(text: string, written: (file: string) => string): Promise<boolean>;
}

/**
 * Looks whether the result can be written, before it is worked for: a recording may take hours. `undefined` when it cannot; that has
 * been said.
 */
export async function resultFile(call: Call): Promise<ResultFile | undefined> {
  const file = call.values.text('output');
  if (file === undefined || file === '-') {
    return {
      async write(text) {
        call.print(text);
        return true;
      },
    };
  }
  if (!(await attempt(call, file, call.deps.checkFile(file)))) return undefined;
  return {
    async write(text, written) {
      if (!(await attempt(call, file, call.deps.writeFile(file, text)))) return false;
      call.note(written(file));
      return true;
    },
  };
}

async function attempt(call: Call, file: string, work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    call.say(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
