import { didYouMean } from '../../base/nearest.js';
import type { Call, Command } from '../call.js';
import { bashScript } from '../completion/bash.js';
import { fishScript } from '../completion/fish.js';
import { type Grammar, grammarOf } from '../completion/grammar.js';
import { powershellScript } from '../completion/powershell.js';
import { zshScript } from '../completion/zsh.js';

const PROGRAM = 'winstation';
const SHELLS: Readonly<Record<string, (grammar: Grammar) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};
const NAMES = Object.keys(SHELLS);

/** `commands` are those of the program; a script of them knows everything, and asks nobody. */
export function completionFor(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    summary: 'a script with which a shell completes the command line',
    operand: 'SHELL',
    operands: NAMES,
    about: [
      `SHELL is ${NAMES.join(', ')}. The script says in its first lines where it goes. It starts no program and asks no host.`,
    ],
    options: ['help'],
    examples: [
      ['completion bash', 'for ~/.bashrc: source <(winstation completion bash)'],
      ['completion zsh', 'for ~/.zshrc, after compinit: source <(winstation completion zsh)'],
      ['completion fish', 'for ~/.config/fish/completions/winstation.fish'],
      ['completion powershell', 'for $PROFILE: winstation completion powershell | Out-String | Invoke-Expression'],
    ],
    async run(call: Call) {
      const [shell, second] = call.operands;
      if (shell === undefined) throw call.values.wrong(`completion needs a shell: ${NAMES.join(', ')}`);
      if (second !== undefined) throw call.values.wrong(`completion takes one shell, not also '${second}'`);
      const script = Object.hasOwn(SHELLS, shell.toLowerCase()) ? SHELLS[shell.toLowerCase()] : undefined;
      if (!script) {
        throw call.values.wrong(
          `there is no completion for '${shell}'${didYouMean(shell, NAMES) || `; there is for ${NAMES.join(', ')}`}`,
        );
      }
      call.print(script(grammarOf(PROGRAM, commands())));
      return 0;
    },
  };
}
