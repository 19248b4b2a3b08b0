// Imports point one way: cli -> public domains -> contracts <- native | mock. Only backend.ts knows both sides.
const CONTRACT = [XX];
const ENTRIES = '^lib/(index|mock/index|cli/main|native/index|native/none)\\.ts$';
const NATIVE = '^(lib|dist)/native/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Types may point at each other; code that runs may not.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-way-back-to-the-face',
      comment: 'index.ts re-exports for users. Inside, import the file that has it.',
      severity: 'error',
      from: {},
      to: { path: '^lib/index\\.ts$' },
    },
    {
      name: 'only-backend-reaches-native',
      comment: 'Importing the package must load nothing native, so there is one door to it.',
      severity: 'error',
      from: { pathNot: ['^lib/backend\\.ts$', '^lib/native/'] },
      to: { path: [NATIVE, '^#native$'] },
    },
    {
      name: 'native-gathers',
      comment: 'A backend answers contracts and decides nothing.',
      severity: 'error',
      from: { path: '^lib/native/' },
      to: { path: ['^lib/(mock|cli)/', '^lib/(backend|winstation)\\.ts$'] },
    },
    {
      name: 'mock-is-pure',
      comment: 'A world runs in browsers and renderers.',
      severity: 'error',
      from: { path: '^lib/mock/' },
      to: { path: [NATIVE, '^#native$', '^lib/cli/', '^lib/backend\\.ts$'] },
    },
    {
      name: 'mock-reaches-no-native',
      severity: 'error',
      from: { path: '^lib/mock/' },
      to: { path: NATIVE, reachable: true },
    },
    {
      name: 'domains-know-no-backend',
      comment: 'Decisions stand once, above the contracts.',
      severity: 'error',
      from: { path: '^lib/(terminal|desktop|logon|iscsi|vss|identity|errors|lane|base)/' },
      to: { path: [NATIVE, '^lib/(mock|cli)/', '^lib/(backend|winstation)\\.ts$'] },
    },
    {
      name: 'contracts-know-no-side',
      severity: 'error',
      from: { path: CONTRACT },
      to: { path: [NATIVE, '^lib/(mock|cli)/', '^lib/(backend|winstation)\\.ts$'] },
    },
    {
      name: 'nobody-needs-the-cli',
      severity: 'error',
      from: { pathNot: '^lib/cli/' },
      to: { path: '^lib/cli/' },
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
