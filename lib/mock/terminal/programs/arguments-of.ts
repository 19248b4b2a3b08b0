/**
 * Takes a command line apart as CommandLineToArgvW documents it, and as Microsoft's C runtime does. The first argument is the
 * program: it ends at its second quote, or at the first space, and has no escapes.
 */
export function argumentsOf(commandLine: string): readonly string[] {
  const first = /^(?:"([^"]*)"?|([^ \t]*))/.exec(commandLine)!;
  const args = [first[1] ?? first[2] ?? ''];
  let at = first[0].length;
  for (;;) {
    while (isBlank(commandLine[at])) at += 1;
    if (at >= commandLine.length) return args;
    const next = readArgument(commandLine, at);
    args.push(next.text);
    at = next.end;
  }
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';

function readArgument(line: string, start: number): { readonly text: string; readonly end: number } {
  let text = '';
  let quotes = false;
  let at = start;
  while (at < line.length && (quotes || !isBlank(line[at]))) {
    let slashes = 0;
    while (line[at + slashes] === '\\') slashes += 1;
    at += slashes;
    if (line[at] !== '"') {
      text += '\\'.repeat(slashes);
      if (slashes === 0) text += line[at++];
      continue;
    }
    text += '\\'.repeat(Math.floor(slashes / 2));
    at += 1;
    if (slashes % 2 === 1) text += '"';
    // Within quotes two of them are one that is meant.
    else if (quotes && line[at] === '"') {
      text += '"';
      at += 1;
    } else quotes = !quotes;
  }
  return { text, end: at };
}
