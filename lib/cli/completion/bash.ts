import { allOptions, type Grammar, namesOf } from './grammar.js';

/** For Bash 3.2 and later, without the package bash-completion. */
export function bashScript(grammar: Grammar): string {
  const { program, commands } = grammar;
  const options = allOptions(grammar);
  const valued = options.filter(it => it.takesValue);
  const patterns = (all: typeof options) => all.flatMap(namesOf).join('|');
  const values = valued.map(it => {
    const words = it.words.length > 0 ? [`words='${it.words.join(' ')}'`] : [];
    return `    ${namesOf(it).join('|')}) ${[...words, ...(it.file ? ['files=1'] : [])].join('; ') || ':'} ;;`;
  });
  const perCommand = commands.map(it => {
    const names = it.options.map(option => option.long).join(' ');
    return `    ${it.name}) options='${names}'; operands='${it.operands.join(' ')}' ;;`;
  });
  const [first] = commands;
  return `# Completion of ${program} for Bash. In ~/.bashrc:  source <(${program} completion bash)
_${program}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev= command= options= operands= words= files= i word
  [ "$COMP_CWORD" -gt 0 ] && prev=\${COMP_WORDS[COMP_CWORD-1]}
  # Bash makes three words of --name=value.
  if [ "$cur" = '=' ]; then cur=; elif [ "$prev" = '=' ] && [ "$COMP_CWORD" -gt 1 ]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      ${patterns(valued)}) [ "\${COMP_WORDS[i+1]}" = '=' ] && i=$((i + 1)); i=$((i + 1)) ;;
      -*|=) ;;
      *) command=$word; break ;;
    esac
  done
  COMPREPLY=()
  case $prev in
${values.join('\n')}
    *) prev= ;;
  esac
  if [ -n "$prev" ]; then
    local IFS=$' \\n'
    # Several words may stand behind each other: lock,logon
    local before=
    case $cur in *,*) before=\${cur%,*},; cur=\${cur##*,} ;; esac
    [ -n "$words" ] && COMPREPLY=($(compgen -P "$before" -W "$words" -- "$cur"))
    if [ -n "$files" ]; then
      IFS=$'\\n'
      COMPREPLY+=($(compgen -f -- "$cur"))
    fi
    return
  fi
  case $command in
    '') options='${first?.options.map(it => it.long).join(' ') ?? ''} --version'; operands='${commands.map(it => it.name).join(' ')}' ;;
${perCommand.join('\n')}
  esac
  case $cur in
    -*) COMPREPLY=($(compgen -W "$options" -- "$cur")) ;;
    *) COMPREPLY=($(compgen -W "$operands" -- "$cur")) ;;
  esac
}
complete -F _${program} ${program}
`;
}
