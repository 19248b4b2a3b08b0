import { checkProgram, checkRunOptions } from '../../terminal/programs/check-program.js';
import type { RunOptions } from '../../terminal/programs/types.js';
import type { Call } from '../call.js';
import { argumentInWords } from '../problem.js';
import { messageOf } from '../target.js';
import { ELEVATED } from '../words.js';

/** How a program is run, by the options of the command line. */
export function programOptions(call: Call): RunOptions {
  const { values } = call;
  const [elevated] = values.words('elevated', ELEVATED) ?? [];
  return {
    elevated,
    cwd: values.text('cwd'),
    env: environmentOf(call),
    verbatimArguments: values.flag('verbatim'),
    timeout: values.timeout,
  };
}

function environmentOf(call: Call): Readonly<Record<string, string>> | undefined {
  const texts = call.values.texts('env');
  return (
    texts &&
    Object.fromEntries(
      texts.map(text => {
        const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
        if (name === undefined) throw call.values.wrong(`--env needs NAME=VALUE, not '${text}'`);
        return [name, value as string];
      }),
    )
  );
}

/** Before anybody is asked. */
export function checkRun(call: Call, file: string, args: readonly string[], options: RunOptions): void {
  try {
    checkRunOptions(options);
    checkProgram(file, args, options);
  } catch (error) {
    const words = argumentInWords(error);
    if (words === undefined) throw error;
    throw call.values.wrong(words.replace('verbatimArguments', '--verbatim'));
  }
}

/** What the program reads; `undefined` is nothing. */
export async function inputOf(call: Call): Promise<Uint8Array | undefined> {
  const { values } = call;
  const file = values.text('input');
  if (file === undefined) return undefined;
  if (values.flag('dry-run')) return undefined;
  if (file === '-' && !values.flag('yes')) {
    throw values.wrong('standard input is for the program, and nobody can be asked: give --yes or --dry-run');
  }
  try {
    return await (file === '-' ? call.input.bytes() : call.deps.readBytes(file));
  } catch (error) {
    call.signal.throwIfAborted();
    throw values.wrong(`cannot read ${file === '-' ? 'standard input' : file}: ${messageOf(error)}`);
  }
}
