import type { Mix } from './steps.js';

/** What users do. */
export const PEOPLE: Mix = {
  logon: 6,
  connect: 2,
  lock: 2,
  unlock: 1,
  input: 1,
  disconnect: 3,
  logoff: 5,
  reconnect: 4,
};
export const TIME: Mix = { advance: 6, settle: 1, turns: 3 };
export const QUESTIONS: Mix = { list: 8, find: 3, session: 3, listNow: 1 };
/** Single calls that fail or are late. */
export const FAULTS: Mix = { fail: 2, delay: 5, hold: 1, release: 1 };
/** Another machine that cannot be reached, or does not answer. */
export const OUTAGES: Mix = { cut: 1, hang: 1, heal: 2 };
export const ACTS: Mix = {
  logoffRow: 5,
  disconnectRow: 4,
  connectRow: 2,
  messageRow: 3,
  queryRow: 3,
  sessionRow: 3,
  processesOfRow: 2,
};
/** Processes that come and go, and are ended by their rows. */
export const PROCESSES: Mix = { startProcess: 4, endProcess: 2, reusePid: 4, listProcesses: 5, terminateRow: 8 };
/** Who may log on to this machine. */
export const LOGONS: Mix = { setLogonMode: 4, logonMode: 4, changeLogon: 2 };
export const WATCHES: Mix = { watch: 6, closeWatch: 1, abortWatch: 1, read: 2 };
export const NOTICES: Mix = { notice: 2, overflow: 1 };
/** Calls that wait for something to happen. */
export const WAITS: Mix = { once: 3, whenIdle: 3 };
