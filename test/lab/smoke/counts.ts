import { createRequire } from 'node:module';
import path from 'node:path';

/** What the addon has alive in this process. */
export function counts(): Readonly<Record<string, number>> {
  const require = createRequire(path.join(process.cwd(), 'package.json'));
  const file = path.join(path.dirname(require.resolve('winstation')), 'native/index.js');
  return (require(file) as { nativeCounts(): Readonly<Record<string, number>> }).nativeCounts();
}
