import { createInterface } from 'node:readline';
import { addAbortSignal } from 'node:stream';
import type { Input } from './io.js';
import { onKey } from './keyboard.js';

const ENTER = /[\r\n]/;
const BACKSPACE = /[\b\x7f]/;
const CTRL_D = '\x04';
/** All of it is kept until every program has it. */
const MOST_BYTES = 64 * 2 ** 20;

/** Questions go to standard error, since standard output is for results. */
export function input(signal: AbortSignal): Input {
  const { stdin, stderr } = process;
  return {
    get isTerminal() {
      return stdin.isTTY === true && stderr.isTTY === true;
    },
    async ask(question, { hidden = false } = {}) {
      stderr.write(question);
      return await (hidden && stdin.isTTY ? hiddenLine(signal) : line(signal));
    },
    bytes: () => allBytes(signal),
  };
}

async function allBytes(signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of addAbortSignal(signal, process.stdin)) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error(`more than ${MOST_BYTES / 2 ** 20} MiB`);
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

/** The terminal shows what is typed, and Ctrl-C is its signal. */
function line(signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const reader = createInterface({ input: process.stdin, terminal: false });
    let isAnswered = false;
    const stop = () => {
      reject(signal.reason);
      reader.close();
    };
    signal.addEventListener('abort', stop);
    reader.once('line', text => {
      isAnswered = true;
      resolve(text);
      reader.close();
    });
    reader.once('close', () => {
      signal.removeEventListener('abort', stop);
      // Without an answer nobody has begun a new line on the terminal.
      if (!isAnswered && process.stdin.isTTY) process.stderr.write('\n');
      // At the end of the input; else this does nothing.
      resolve(undefined);
    });
  });
}

function hiddenLine(signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let text = '';
    const finish = (give: () => void) => {
      release();
      signal.removeEventListener('abort', stop);
      process.stderr.write('\n');
      give();
    };
    const stop = () => finish(() => reject(signal.reason));
    const release = onKey(key => {
      if (ENTER.test(key)) finish(() => resolve(text));
      else if (key === CTRL_D && text === '') finish(() => resolve(undefined));
      else if (BACKSPACE.test(key)) text = [...text].slice(0, -1).join('');
      else text += key;
    });
    signal.addEventListener('abort', stop);
  });
}
