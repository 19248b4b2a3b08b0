import type { HandlerName, RawFiles, TicketAnswer, WriterQuestion } from '../../vss/contract.js';

/** A call that is not delivered. */
const NOT_DELIVERED = 0xffffffff;

/** What a question carries, in the order in which native/vss/definition.cc reads it: words and texts each for itself. */
class Sent {
  readonly words: number[] = [];
  readonly texts: string[] = [];

  word(...words: readonly number[]): void {
    this.words.push(...words);
  }

  flag(flag: boolean): void {
    this.words.push(flag ? 1 : 0);
  }

  text(...texts: readonly string[]): void {
    this.texts.push(...texts);
  }

  textOrNull(text: string | undefined): void {
    this.texts.push(text ?? '');
    this.flag(text !== undefined);
  }

  answer({ returns, code, applicationCode, message }: TicketAnswer): void {
    this.flag(returns);
    this.word(code, applicationCode);
    this.textOrNull(message);
  }

  files(files: readonly RawFiles[]): void {
    this.word(files.length);
    for (const { path, spec, recursive } of files) {
      this.text(path, spec);
      this.flag(recursive);
    }
  }
}

export interface WriterWords {
  readonly words: Uint32Array;
  readonly texts: readonly string[];
}

const sent = ({ words, texts }: Sent): WriterWords => ({ words: Uint32Array.from(words), texts });

/** The question that opens a writer. `calls` are those of Windows in the order of the addon's numbers. */
export function wordsOfWriter(question: WriterQuestion, calls: readonly HandlerName[]): WriterWords {
  const { id, name, instanceName, usage, source, level, freezeTimeout, restoreMethod, most } = question;
  const to = new Sent();
  to.text(id, name);
  to.textOrNull(instanceName);
  to.word(usage, source, level, freezeTimeout, restoreMethod, most);
  for (const answer of [question.late, question.closed, question.shuttingDown]) to.answer(answer);
  to.word(...calls.map(it => question.handlers[it] ?? NOT_DELIVERED));
  to.word(question.components.length);
  for (const it of question.components) {
    to.word(it.type);
    to.textOrNull(it.logicalPath);
    to.text(it.name);
    to.textOrNull(it.caption);
    to.flag(it.selectable);
    to.files(it.files);
  }
  to.files(question.exclude);
  return sent(to);
}

/** The question that answers a call of Windows. */
export function wordsOfAnswer(ticket: number, answer: TicketAnswer): WriterWords {
  const to = new Sent();
  to.word(ticket);
  to.answer(answer);
  return sent(to);
}
