// esbuild, for Node and for browsers.
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { assert } from '../../scripts/checks.mjs';

const proved = ({ out }) => assert(out.trim().endsWith('proved'), `said: ${out}`);

/** The option that README.md gives for ES modules. */
function bannerOfReadme() {
  const [, js] = /--banner:js="([^"`]+)"/.exec(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')) ?? [];
  assert(js !== undefined, 'README.md gives no banner');
  return js;
}

/** What browsers have and the language does not. */
const browser = () => ({ setTimeout, clearTimeout, queueMicrotask, structuredClone, TextEncoder, TextDecoder });

async function inBrowser(file, globals) {
  const context = createContext(globals);
  runInContext(readFileSync(file, 'utf8'), context, { filename: file });
  const outcome = await runInContext('outcome', context);
  assert(outcome === 'proved', `said: ${outcome}`);
}

export async function bundlerUsers(checks, harness) {
  const { build } = await import('esbuild');
  const folder = harness.user('bundle', { type: 'module' });
  const bundle = async options => {
    const common = { absWorkingDir: folder, bundle: true, metafile: true, logLevel: 'silent' };
    const { metafile } = await build({ ...common, ...options });
    return Object.keys(metafile.inputs);
  };

  await checks.check('esbuild for Node, the addon copied', async () => {
    await bundle({
      entryPoints: ['node.mjs'],
      outdir: 'out-node',
      platform: 'node',
      format: 'esm',
      loader: { '.node': 'copy' },
      banner: { js: bannerOfReadme() },
    });
    const copied = readdirSync(join(folder, 'out-node')).filter(name => name.endsWith('.node'));
    assert(copied.length > 0, 'the addon was not copied');
    // The bundle stands alone: what it was made from is out of its sight.
    const aside = join(folder, 'aside');
    renameSync(join(folder, 'node_modules'), aside);
    try {
      proved(harness.node(folder, ['out-node/node.js']));
    } finally {
      renameSync(aside, join(folder, 'node_modules'));
    }
    return copied.join(', ');
  });

  await checks.check('esbuild for Node, the package external', async () => {
    const inputs = await bundle({
      entryPoints: ['node.mjs'],
      outfile: 'out-external.mjs',
      platform: 'node',
      format: 'esm',
      external: ['winstation'],
    });
    assert(!inputs.some(path => path.includes('node_modules/winstation/')), inputs.join(', '));
    proved(harness.node(folder, ['out-external.mjs']));
  });

  const forBrowser = entry =>
    bundle({ entryPoints: [entry], outdir: 'out-browser', platform: 'browser', format: 'iife' });
  await checks.check('esbuild for browsers', async () => {
    const inputs = await forBrowser('browser.mjs');
    assert(!inputs.some(path => /dist\/native\/(?!none\.js)|\.node$/.test(path)), inputs.join(', '));
    await inBrowser(join(folder, 'out-browser/browser.js'), browser());
  });

  await checks.check('esbuild, the mock alone, in a place with nothing but the language', async () => {
    const inputs = await forBrowser('world.mjs');
    assert(!inputs.some(path => /dist\/(native\/|cli\/|backend\.js|index\.js)|\.node$/.test(path)), inputs.join(', '));
    await inBrowser(join(folder, 'out-browser/world.js'), {});
    return `${(readFileSync(join(folder, 'out-browser/world.js')).length / 1024).toFixed(0)} KiB`;
  });
  await checks.check('esbuild, the identities alone, in a place with nothing but the language', async () => {
    const inputs = await forBrowser('identity.mjs');
    const others = inputs.filter(path => path !== 'identity.mjs' && !/dist\/identity\/(index|domain)\.js$/.test(path));
    assert(others.length === 0, others.join(', '));
    await inBrowser(join(folder, 'out-browser/identity.js'), {});
    return `${(readFileSync(join(folder, 'out-browser/identity.js')).length / 1024).toFixed(0)} KiB`;
  });
}
