import type { WorldOptions } from 'winstation/mock';

type Role = NonNullable<WorldOptions['as']>;

/** A block of JavaScript in a page, and how the comment before it says that it is run. */
export interface Block {
  readonly page: string;
  readonly line: number;
  readonly code: string;
  /** As whom it runs. */
  readonly as: Role;
  /** JavaScript that changes the world before the block runs. */
  readonly before: string;
  /** JavaScript that changes the world when the block waits. */
  readonly during: string;
  /** What the block must print, line by line. `undefined`: not checked. */
  readonly prints: readonly string[] | undefined;
}

const BLOCK = /(?:<!-- world\n(?<notes>(?:(?!-->)[\s\S])*)-->\n+)?^```(?:js|ts)\n(?<code>[\s\S]*?)^```$/gm;
const NOTE = /^(as|before|during|prints): ?(.*)$/;

/**
 * The blocks of a page. A comment `<!-- world … -->` directly before a block has lines `as: …` (an administrator, unless it says so), `before: …`,
 * `during: …` and `prints: …`, each of them any number of times.
 */
export function blocksOf(page: string, text: string): readonly Block[] {
  return [...text.replaceAll('\r\n', '\n').matchAll(BLOCK)].map(found => {
    const { notes = '', code = '' } = found.groups ?? {};
    const said = { as: ['administrator'], before: [] as string[], during: [] as string[], prints: [] as string[] };
    for (const line of notes.split('\n').filter(Boolean)) {
      const [, word, rest = ''] = NOTE.exec(line) ?? [];
      if (word === undefined) throw new Error(`${page}: a note that is none: ${line}`);
      said[word as keyof typeof said].push(rest);
    }
    return {
      page,
      line: text.slice(0, found.index).split('\n').length,
      code,
      as: said.as.at(-1) as Role,
      before: said.before.join('\n'),
      during: said.during.join('\n'),
      prints: said.prints.length > 0 ? said.prints : undefined,
    };
  });
}
