// Which file of dist/ a module of lib/ goes to. Opening a file is what loading costs, so there are few, and nobody opens one for
// what only others need:
//
//   an entry             what only that entry needs
//   core.js              what the main entry needs and others, too
//   <domain>/domain.js   what is in lib/<domain>/, and what only that domain needs
//   common.js            what several domains need and the main entry does not
//
// But for what copies.mjs names there is one copy of each module, and so of each class, by whatever entry it is reached. Entries hold
// nothing that others need: a test that replaces one must not replace a part of the mock.
import { join, relative } from 'node:path';
import { isHelper } from './generate.mjs';
import { FLOORS, roomIn, VALUES } from './rooms.mjs';

const CORE = 'core';
const COMMON = 'common';
const fileOfDomain = domain => `${domain}/domain`;

/**
 * `core` are the entries that `core.js` is for. `domains` are the folders of lib/ that have an entry of their own, which is their
 * index.ts.
 */
export function chunking({ lib, core, domains }) {
  const pathOf = id => id.split('?')[0];
  const markOf = id => id.split('?')[1];
  const roomOf = id => roomIn(lib, id);
  const domainOf = id => [markOf(id), roomOf(id)].find(it => domains.includes(it));

  /** These stay in the entry that imports them. `backend.ts` is a door to the addon, and `exports.ts` is a list. */
  const alone = ['backend.ts', 'exports.ts', ...domains.map(domain => `${domain}/index.ts`)].map(name =>
    join(lib, name),
  );
  const stays = id => alone.includes(pathOf(id)) || FLOORS.includes(roomOf(id));

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
      if (domainOf(it) !== undefined) continue;
      const { importers = [], dynamicImporters = [] } = infoOf(it) ?? {};
      for (const next of [...importers, ...dynamicImporters]) seen.add(next);
    }
    return domains.filter(domain => [...seen].some(it => domainOf(it) === domain));
  };

  const fileOf = id => {
    if (stays(id)) return undefined;
    if (markOf(id) === CORE) return CORE;
    if (domainOf(id) !== undefined) return fileOfDomain(domainOf(id));
    if (ofCore.has(id)) return CORE;
    const [domain, ...others] = domainsOf(id);
    return domain !== undefined && others.length === 0 ? fileOfDomain(domain) : COMMON;
  };

  /** What a file may need. */
  const below = {
    [CORE]: [],
    [COMMON]: [CORE],
    [fileOfDomain(VALUES)]: [],
    ...Object.fromEntries(
      domains.filter(it => it !== VALUES).map(it => [fileOfDomain(it), [CORE, COMMON, fileOfDomain(VALUES)]]),
    ),
  };

  return {
    plugin: {
      name: 'chunks',
      buildEnd() {
        infoOf = id => this.getModuleInfo(id);
        ofCore = closure(core.map(path => join(lib, `${path}.ts`)));
      },
    },
    // Each takes its modules and what they need; the next one takes of what is left. Other domains need the values, so those come first.
    groups: [
      { name: CORE, priority: 4, minShareCount: 2, test: id => fileOf(id) === CORE },
      { name: COMMON, priority: 3, minShareCount: 2, test: id => fileOf(id) === COMMON },
      { name: fileOfDomain(VALUES), priority: 2, test: id => fileOf(id) === fileOfDomain(VALUES) },
      { name: fileOf, debugName: 'domains', priority: 1, test: id => fileOf(id)?.endsWith('/domain') },
    ],
    /** A group takes along what its modules need, so what is in the files, and what they open, is looked at again. */
    check({ isEntry, name, moduleIds, imports }) {
      if (isEntry) return;
      const wrong = moduleIds.filter(id => !isHelper(id) && fileOf(id) !== name);
      if (wrong.length > 0) throw new Error(`${name}.js would hold ${wrong.map(id => relative(lib, id)).join(', ')}`);
      const others = imports.filter(file => !below[name]?.includes(file.replace(/\.js$/, '')));
      if (others.length > 0) throw new Error(`${name}.js would need ${others.join(', ')}`);
    },
  };
}
