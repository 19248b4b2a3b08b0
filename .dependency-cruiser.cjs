// Imports point one way: cli -> fleet -> winstation -> backend-contract -> domains -> identity, lane -> errors -> base; and
// native | mock -> domains. All by path: a new domain is a folder with a name that no rule has to learn.
const GENERAL = 'base|errors|lane|identity|scenario|native|mock|fleet|cli';
const DOMAIN = `^lib/(?!(?:${GENERAL})/)([^/]+)/(?!index\\.ts$)`;
const ENTRIES = '^lib/(index|[^/]+/index|cli/main|native/none)\\.ts$';
const NATIVE = '^(lib|dist)/native/';

/** What lies in `from` may import what lies in `to`, and nothing else of lib/. */
const only = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^lib/', pathNot: to },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Of two files that need each other, types included, neither can be read alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-way-back-to-the-face',
      comment: 'index.ts re-exports for users. Inside, import the file that has it.',
      severity: 'error',
      from: { pathNot: '^lib/cli/' },
      to: { path: ['^lib/index\\.ts$', '^lib/[^/]+/index\\.ts$'], pathNot: '^lib/native/index\\.ts$' },
    },
    only('base', 'It knows nothing of Windows or of sessions.', '^lib/base/', ['^lib/base/']),
    only('errors', 'A domain hands over its codes and hints.', '^lib/errors/', ['^lib/(errors|base)/']),
    only('lane', 'A lane knows no domain.', '^lib/lane/', ['^lib/(lane|errors|base)/']),
    only('identity', 'Values alone: it runs anywhere.', '^lib/identity/', ['^lib/(identity|errors|base)/']),
    only('domains', 'A domain imports no other and no backend: decisions stand once, above the contracts.', DOMAIN, [
      '^lib/$1/',
      '^lib/(identity|scenario|lane|errors|base)/',
    ]),
    only(
      'domain-entry',
      'Over the default backend, as the face is. What names a terminal session is resolved above the domains.',
      '^lib/(?!mock/|native/)([^/]+)/index\\.ts$',
      ['^lib/$1/', '^lib/(backend|terminal-sessions)\\.ts$'],
    ),
    only('scenario', 'What a scenario says of each domain, as types.', '^lib/scenario/', ['^lib/(scenario|base)/']),
    only('contract', 'What a backend is: the contract of each domain.', '^lib/backend-contract\\.ts$', [
      '^lib/[^/]+/contract\\.ts$',
      '^lib/base/',
    ]),
    only('face', 'All domains over any backend. Only `backend.ts` reaches one.', '^lib/(?!backend)[^/]+\\.ts$', [
      '^lib/(?!(?:native|mock|fleet|cli)/)',
    ]),
    only('bridge', "The addon's general room knows no domain.", '^lib/native/bridge/', [
      '^lib/native/bridge/',
      '^lib/(errors|base)/',
    ]),
    only('native', "A domain's room knows its own domain alone.", '^lib/native/(?!bridge/)([^/]+)/', [
      '^lib/native/($1|bridge)/',
      '^lib/($1|identity|errors|base)/',
    ]),
    only('native-entry', 'The entry composes the backend.', '^lib/native/[^/]+\\.ts$', [
      '^lib/native/',
      '^lib/(errors|base)/',
      '^lib/backend-contract\\.ts$',
    ]),
    only('world', "The world's general room knows no domain.", '^lib/mock/world/', [
      '^lib/mock/world/',
      '^lib/(errors|base)/',
    ]),
    only('mock', "A domain's room knows its own domain alone.", '^lib/mock/(?!world/)([^/]+)/', [
      '^lib/mock/($1|world)/',
      '^lib/($1|identity|scenario|errors|base)/',
    ]),
    only('mock-entry', 'The entry composes the world.', '^lib/mock/[^/]+\\.ts$', [
      '^lib/(?!(?:native|fleet|cli)/|backend\\.ts)',
    ]),
    only('fleet', 'Many hosts, over the public face.', '^lib/fleet/', [
      '^lib/fleet/',
      '^lib/(?!(?:native|mock|cli)/|backend\\.ts)',
    ]),
    {
      name: 'nobody-needs-the-cli',
      severity: 'error',
      from: { pathNot: '^lib/cli/' },
      to: { path: '^lib/cli/' },
    },
    {
      name: 'only-backend-reaches-native',
      comment: 'Importing the package must load nothing native, so there is one door to it.',
      severity: 'error',
      from: { pathNot: ['^lib/backend\\.ts$', '^lib/native/'] },
      to: { path: [NATIVE, '^#native$'] },
    },
    {
      name: 'mock-reaches-no-native',
      comment: 'A world runs in browsers and renderers.',
      severity: 'error',
      from: { path: '^lib/mock/' },
      to: { path: NATIVE, reachable: true },
    },
    {
      name: 'node-only-at-the-edge',
      comment: 'Everything but the addon and the CLI also runs where there is no Node.',
      severity: 'error',
      from: { pathNot: ['^lib/cli/', '^lib/native/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-packages',
      comment: 'The package has no runtime dependency.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^#native$|winstation\\.node$' },
    },
    {
      name: 'in-use',
      comment: 'Nothing stands in lib/ that no entry reaches.',
      severity: 'error',
      from: { path: ENTRIES },
      to: { path: '^lib/.*\\.ts$', pathNot: ENTRIES, reachable: false },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^dist/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default'] },
  },
};
