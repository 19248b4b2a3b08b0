// What each entry may cost those who require it, in a process that has required nothing else of the package: the files that are
// opened, since that is what takes most of the time, and KiB in all of them. An entry without a line here fails.
export const BUDGETS = {
  winstation: { opens: ['core.js', 'index.js'], kib: 330 },
  'winstation/identity': { opens: ['identity/domain.js', 'identity/index.js'], kib: 13 },
  'winstation/iscsi': { opens: ['core.js', 'identity/domain.js', 'iscsi/domain.js', 'iscsi/index.js'], kib: 400 },
  'winstation/mock': { opens: ['core.js', 'identity/domain.js', 'iscsi/domain.js', 'mock/index.js'], kib: 940 },
};

/** What a program opens after the main entry, by the first call that needs it. */
export const LATER = {
  'localHost()': ['native/index.js'],
  "require('winstation/mock')": ['identity/domain.js', 'iscsi/domain.js', 'mock/index.js'],
};
