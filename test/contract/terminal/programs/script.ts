import type { ProgramScript } from 'winstation/mock';

/** One step of a program that a suite scripts: data, so that it can be sent to a world in another process. */
export type ScriptStep =
  | { readonly stdout: string; readonly times?: number }
  | { readonly stderr: string }
  /** So many bytes, each with the value of its place. */
  | { readonly bytes: number }
  /** What it was started with, as JSON. */
  | 'start'
  /** What is written to its standard input. */
  | 'input'
  | 'leaveBehind'
  | 'hang'
  | { readonly exit: number };

/** What a program with these steps does. */
export function scriptOf(steps: readonly ScriptStep[]): ProgramScript {
  return async function* play(start) {
    for (const step of steps) {
      if (step === 'start') {
        const { args, env, cwd, user, elevated } = start;
        yield { stdout: JSON.stringify({ args, env, cwd, user, elevated }) };
      } else if (step === 'input') {
        for await (const chunk of start.input) yield { stdout: chunk };
      } else if (step === 'leaveBehind') start.leaveBehind();
      else if (step === 'hang') await new Promise(() => {});
      else if ('exit' in step) return step.exit;
      else if ('bytes' in step) yield { stdout: Uint8Array.from({ length: step.bytes }, (_, i) => i & 0xff) };
      else if ('stderr' in step) yield { stderr: step.stderr };
      else for (let i = 0; i < (step.times ?? 1); i += 1) yield { stdout: step.stdout };
    }
    return 0;
  };
}
