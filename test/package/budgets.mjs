// What each entry may cost those who require it, in a process that has required nothing else of the package: the files that are
// opened, since that is what takes most of the time, and KiB in all of them. An entry without a line here fails.
export const BUDGETS = {
  winstation: { opens: ['core.js', 'index.js'], kib: 280 },
  'winstation/identity': { opens: ['identity/domain.js', 'identity/index.js'], kib: 13 },
  'winstation/iscsi': {
    opens: ['common.js', 'core.js', 'identity/domain.js', 'iscsi/domain.js', 'iscsi/index.js'],
    kib: 345,
  },
  'winstation/logon': {
    opens: ['common.js', 'core.js', 'identity/domain.js', 'logon/domain.js', 'logon/index.js'],
    kib: 300,
  },
  'winstation/moniker': {
    opens: ['common.js', 'core.js', 'identity/domain.js', 'moniker/domain.js', 'moniker/index.js'],
    kib: 300,
  },
  'winstation/desktop': {
    opens: ['common.js', 'core.js', 'desktop/domain.js', 'desktop/index.js', 'identity/domain.js'],
    kib: 300,
  },
  'winstation/mock': {
    opens: [
      'common.js',
      'core.js',
      'desktop/domain.js',
      'identity/domain.js',
      'iscsi/domain.js',
      'logon/domain.js',
      'mock/index.js',
      'moniker/domain.js',
      'vss/domain.js',
    ],
    kib: 900,
  },
  'winstation/vss': {
    opens: ['common.js', 'core.js', 'identity/domain.js', 'vss/domain.js', 'vss/index.js'],
    kib: 345,
  },
};

/** What a program opens after the main entry, by the first call that needs it. */
export const LATER = {
  'localHost()': ['native/index.js'],
  "require('winstation/mock')": [
    'common.js',
    'desktop/domain.js',
    'identity/domain.js',
    'iscsi/domain.js',
    'logon/domain.js',
    'mock/index.js',
    'moniker/domain.js',
    'vss/domain.js',
  ],
};
