/** The commands of Windows, and others that administrators know, by what is typed here instead. */
const HERE: Readonly<Record<string, string>> = {
  quser: 'list --details --kind user',
  qwinsta: 'list',
  query: 'list, or processes',
  qprocess: 'processes',
  tasklist: 'processes',
  tsdiscon: 'disconnect SESSION',
  tscon: 'connect SESSION --to SESSION',
  rwinsta: 'logoff SESSION',
  reset: 'logoff SESSION',
  msg: 'message TEXT SESSION',
  tskill: 'kill PID',
  taskkill: 'kill PID',
  psexec: 'run --session SESSION PROGRAM',
  mstsc: 'shadow SESSION',
  change: 'logon-mode',
  chglogon: 'logon-mode',
  iscsicli: 'iscsi',
  vssadmin: 'vss',
};

/** What to type instead of a command of Windows; `undefined` for other words. */
export function commandHere(word: string): string | undefined {
  const lower = word.toLowerCase();
  return Object.hasOwn(HERE, lower) ? HERE[lower] : undefined;
}
