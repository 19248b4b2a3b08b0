// A place of its own for every kind of user: a folder outside this checkout, with the packed package installed by npm.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Failed } from '../../scripts/checks.mjs';
import { npm, root, run } from '../../scripts/run.mjs';

const users = join(root, 'test/package/users');
/** Tools that only these tests need. Kept from run to run, and ignored by git. */
const tools = join(root, '.lab/package-cache');

const clean = (result, what) => {
  if (!result.ok) throw new Failed(`${what} ${result.ended}\n${result.all}`);
  return result;
};

export class Harness {
  /** Outside of the checkout, or its node_modules (with @types/node) would be found from there. */
  place = mkdtempSync(join(tmpdir(), 'winstation-package-'));
  tarball = '';
  /** What npm says is in the tarball: `{ path, size }`. */
  files = [];
  size = { packed: 0, unpacked: 0 };
  #installed = '';

  pack() {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', this.place];
    const { out } = clean(npm(args), 'npm pack');
    const [packed] = JSON.parse(out);
    this.tarball = join(this.place, packed.filename);
    this.files = packed.files;
    this.size = { packed: packed.size, unpacked: packed.unpackedSize };
  }

  /** Installs as a user does, twice: to get a lock, and from it. Answers what the second time said. */
  install() {
    const folder = join(this.place, 'installed');
    mkdirSync(folder);
    this.#write(folder, 'package.json', { name: 'user', version: '1.0.0', private: true });
    const flags = ['--offline', '--no-audit', '--no-fund', '--foreground-scripts', '--ignore-scripts=false'];
    clean(npm(['install', this.tarball, ...flags], { cwd: folder }), 'npm install');
    rmSync(join(folder, 'node_modules'), { recursive: true });
    const { all } = clean(npm(['ci', ...flags, '--loglevel=verbose'], { cwd: folder }), 'npm ci');
    this.#installed = folder;
    return { folder, all, lock: JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) };
  }

  /** A folder with the package, and the files of that kind of user. `type` is that of its package.json. */
  user(name, { from = name, type, link = {} } = {}) {
    const folder = join(this.place, name);
    cpSync(this.#installed, folder, { recursive: true });
    if (existsSync(join(users, from))) cpSync(join(users, from), folder, { recursive: true });
    for (const shared of ['prove.cjs', 'idle.mjs']) cpSync(join(users, shared), join(folder, shared));
    this.#write(folder, 'package.json', { name: 'user', version: '1.0.0', private: true, type });
    for (const [as, target] of Object.entries(link)) {
      mkdirSync(dirname(join(folder, 'node_modules', as)), { recursive: true });
      symlinkSync(target, join(folder, 'node_modules', as), 'junction');
    }
    return folder;
  }

  node(folder, args, options) {
    return this.program(process.execPath, folder, args, options);
  }

  program(file, folder, args, options = {}) {
    const result = run(file, args, { cwd: folder, timeout: 120_000, ...options });
    return clean(result, `${basename(file)} ${args.join(' ')}`);
  }

  #write(folder, name, value) {
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  }

  /** The folder of a tool, installed from test/package/tools when it is not there as its lock wants it. */
  tool(name) {
    const source = join(root, 'test/package/tools');
    const lock = readFileSync(join(source, 'package-lock.json'), 'utf8');
    const stamp = join(tools, 'node_modules/.installed');
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
      mkdirSync(tools, { recursive: true });
      for (const file of ['package.json', 'package-lock.json']) cpSync(join(source, file), join(tools, file));
      clean(npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: tools }), 'npm ci');
      writeFileSync(stamp, lock);
    }
    return join(tools, 'node_modules', name);
  }

  close() {
    rmSync(this.place, { recursive: true, force: true, maxRetries: 3 });
  }
}
