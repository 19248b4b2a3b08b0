import type { ProgramResult } from '../../terminal/programs/types.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';
import type { Call } from '../call.js';
import { escapeControls, widthOf } from '../text.js';

const STREAMS = ['stdout', 'stderr'] as const;

/** Passes on what programs wrote. */
export class ProgramOutput {
  readonly #call: Call;
  readonly #sessions: readonly SessionDetails[];
  readonly #width: number;

  constructor(call: Call, sessions: readonly SessionDetails[]) {
    this.#call = call;
    this.#sessions = sessions;
    this.#width = Math.max(...sessions.map(it => widthOf(labelOf(it))));
  }

  /** Of one session as it was written. Of several each line says whose it is, since they are mixed. */
  print(session: SessionDetails, result: ProgramResult): void {
    for (const stream of STREAMS) {
      const { bytes, text, truncated } = result[stream];
      if (this.#sessions.length > 1) this.#call.print(this.#labelled(session, text, stream), stream);
      else if (this.#call.isTerminal(stream)) this.#call.print(safeText(text), stream);
      else this.#call.print(bytes, stream);
      if (truncated) this.#call.say(`session ${session.id}: the first ${bytes.length} bytes of ${stream} are shown`);
    }
  }

  #labelled(session: SessionDetails, text: string, stream: (typeof STREAMS)[number]): string {
    if (text === '') return '';
    const label = labelOf(session);
    const whole = `${label}${' '.repeat(this.#width - widthOf(label))} | `;
    const before = stream === 'stdout' ? this.#call.paint('dim', whole) : whole;
    return linesOf(text)
      .map(line => `${before}${line}\n`)
      .join('');
  }
}

const labelOf = ({ id, account, name }: SessionDetails): string => escapeControls(`${id} ${account ?? name}`);

/** For a terminal, which no program in a session may control. Lines and tabs stay. */
function safeText(text: string): string {
  return text === '' ? '' : linesOf(text).join('\n') + (text.endsWith('\n') ? '\n' : '');
}

function linesOf(text: string): readonly string[] {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map(line => line.split('\t').map(escapeControls).join('\t'));
}
