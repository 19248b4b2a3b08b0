// Which file of dist/ a module of lib/ goes to. Opening a file is what loading costs, so there are few, and nobody opens one for
// what only others need:
//
//   an entry             what only that entry needs
//   core.js              what the main entry needs and others, too
//   <domain>/domain.js   what is in lib/<domain>/, and what only that domain needs
//   common.js            what several domains need and the main entry does not; as yet there is nothing
//
// There is one copy of each module, and so of each class, by whatever entry it is reached.
import { join, relative } from 'node:path';
import { isHelper } from './generate.mjs';

const CORE = 'core';
const COMMON = 'common';

export const FLOORS = ['mock', 'native', 'cli'];

/**
 * `core` are the entries that `core.js` is for. `domains` are the folders of lib/ that have an entry of their own, which is their
 * index.ts.
 */
export function chunking({ lib, core, domains }) {
  const roomOf = id => relative(lib, id).replaceAll('\\', '/').split('/')[0];
  const isFace = id => domains.some(domain => id === join(lib, domain, 'index.ts'));
  /** These stay in the entry that imports them. `backend.ts` is a door to the addon, and a copy is somebody's own. */
  const stays = id => isFace(id) || FLOORS.includes(roomOf(id)) || /^backend\.ts$|\?/.test(roomOf(id));

  let infoOf;
  let ofCore;

  /** All that runs when these do. What is imported later, when it is needed, is not in it. */
  const closure = ids => {
    const all = new Set(ids);
    for (const id of all) for (const next of infoOf(id)?.importedIds ?? []) all.add(next);
    return all;
  };

  /** The domains that need a module: it is theirs, or they import it, at once or through others. */
  const domainsOf = id => {
    const seen = new Set([id]);
    for (const it of seen) {
      if (domains.includes(roomOf(it))) continue;
      const { importers = [], dynamicImporters = [] } = infoOf(it) ?? {};
      for (const next of [...importers, ...dynamicImporters]) seen.add(next);
    }
    return domains.filter(domain => [...seen].some(it => roomOf(it) === domain));
  };

  const fileOf = id => {
    if (stays(id)) return undefined;
    const [domain, ...others] = domainsOf(id);
    if (ofCore.has(id) && domain !== roomOf(id)) return CORE;
    return domain !== undefined && others.length === 0 ? `${domain}/domain` : COMMON;
  };

  return {
    plugin: {
      name: 'chunks',
      buildEnd() {
        infoOf = id => this.getModuleInfo(id);
        ofCore = closure(core.map(path => join(lib, `${path}.ts`)));
      },
    },
    // Each takes its modules and what they need; the next one takes of what is left.
    groups: [
      { name: CORE, priority: 3, minShareCount: 2, test: id => fileOf(id) === CORE },
      { name: COMMON, priority: 2, minShareCount: 2, test: id => fileOf(id) === COMMON },
      { name: fileOf, debugName: 'domains', priority: 1, test: id => fileOf(id)?.endsWith('/domain') },
    ],
    /** A group takes along what its modules need, so what is in the files, and what they open, is looked at again. */
    check({ isEntry, name, moduleIds, imports }) {
      if (isEntry) return;
      const wrong = moduleIds.filter(id => !isHelper(id) && fileOf(id) !== name);
      if (wrong.length > 0) throw new Error(`${name}.js would hold ${wrong.map(id => relative(lib, id)).join(', ')}`);
      const below = { [CORE]: [], [COMMON]: [CORE] }[name] ?? [CORE, COMMON];
      const others = imports.filter(file => !file.startsWith('..') && !below.includes(file.replace(/\.js$/, '')));
      if (others.length > 0) throw new Error(`${name}.js would need ${others.join(', ')}`);
    },
  };
}
