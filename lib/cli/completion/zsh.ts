import { allOptions, type Grammar, type GrammarOption, namesOf } from './grammar.js';

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
/** `_describe` takes a colon for the end of the name. */
const described = (name: string, help: string) => quote(`${name}:${help}`);
const list = (all: readonly GrammarOption[]) => all.map(it => described(it.long, it.help)).join(' ');

export function zshScript(grammar: Grammar): string {
  const { program, commands } = grammar;
  const valued = allOptions(grammar).filter(it => it.takesValue);
  const values = valued.map(it => {
    const acts = [
      ...(it.words.length > 0 ? [`compset -P '*,'; compadd -- ${it.words.join(' ')}`] : []),
      ...(it.file ? ['_files'] : []),
    ];
    return `    ${namesOf(it).join('|')}) ${acts.join('; ') || '_message value'}; return ;;`;
  });
  const perCommand = commands.map(
    it => `    ${it.name}) options=(${list(it.options)}); operands=(${it.operands.join(' ')}) ;;`,
  );
  const [first] = commands;
  return `#compdef ${program}
# Completion of ${program} for zsh. In ~/.zshrc, after compinit:  source <(${program} completion zsh)
_${program}() {
  local command= prev=\${words[CURRENT-1]} i
  local -a options operands commands
  for ((i = 2; i < CURRENT; i++)); do
    case \${words[i]} in
      ${valued.flatMap(namesOf).join('|')}) ((i++)) ;;
      -*) ;;
      *) command=\${words[i]}; break ;;
    esac
  done
  # --name=value is one word.
  if [[ \${words[CURRENT]} == --*=* ]]; then prev=\${words[CURRENT]%%=*}; compset -P '*='; fi
  case $prev in
${values.join('\n')}
  esac
  case $command in
    '') options=(${list(first?.options ?? [])} '--version:the version') ;;
${perCommand.join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    _describe -o option options
  elif [[ -z $command ]]; then
    commands=(${commands.map(it => described(it.name, it.summary)).join(' ')})
    _describe command commands
  else
    compadd -a operands
  fi
}
if [ "\${funcstack[1]}" = "_${program}" ]; then _${program} "$@"; else compdef _${program} ${program}; fi
`;
}
