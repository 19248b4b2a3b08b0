import type { Grammar, GrammarOption } from './grammar.js';

const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

export function fishScript({ program, commands }: Grammar): string {
  const names = commands.map(it => it.name).join(' ');
  const none = `not __fish_seen_subcommand_from ${names}`;
  const [first] = commands;
  const line = (condition: string, rest: string) => `complete -c ${program} -n ${quote(condition)} ${rest}`;
  const option = (condition: string, it: GrammarOption) => {
    const short = it.short === undefined ? '' : ` -s ${it.short.slice(1)}`;
    // -x: a value, and no file; -r -F: a value, and files.
    const value = it.takesValue ? (it.file ? ' -r -F' : ' -x') : '';
    const words = it.words.length > 0 ? ` -a ${quote(it.words.join(' '))}` : '';
    return line(condition, `-l ${it.long.slice(2)}${short}${value}${words} -d ${quote(it.help)}`);
  };
  return [
    `# Completion of ${program} for fish:  ${program} completion fish > ~/.config/fish/completions/${program}.fish`,
    `complete -c ${program} -f`,
    ...commands.map(it => line(none, `-a ${it.name} -d ${quote(it.summary)}`)),
    ...(first?.options ?? []).map(it => option(none, it)),
    line(none, "-l version -s V -d 'the version'"),
    ...commands.flatMap(command => {
      const condition = `__fish_seen_subcommand_from ${command.name}`;
      const words = command.operands.length > 0 ? [line(condition, `-a ${quote(command.operands.join(' '))}`)] : [];
      return [...words, ...command.options.map(it => option(condition, it))];
    }),
    '',
  ].join('\n');
}
