import { addons } from './addon.js';
import { installClangCl } from './clang-cl.js';
import { machine } from './machine.js';
import { root } from './paths.js';
import { runTool } from './run-tool.js';

/**
 * Builds the library and the addon that ships, if asked to, and the one that this machine loads. What never ships nobody has built
 * before; for another architecture only who was told not to build finds one.
 */
export async function buildAddon(build: boolean, say: (text: string) => void): Promise<void> {
  const run = (script: string, words: readonly string[] = [], env = {}): void => {
    runTool(process.execPath, [`scripts/${script}.mjs`, ...words], { cwd: root, env });
  };
  if (build) {
    run('build');
    run('build-addon');
  }
  const { arch, addon } = machine;
  const own = addons[addon].build?.words ?? (build && arch !== 'x64' ? ['--arch', arch] : []);
  const env = addon.startsWith('msvc') ? await installClangCl(say) : {};
  if (own.length > 0) run('build-addon', own, env);
}
