import type { Answer } from '../../base/answer.js';
import type { Clock } from '../../base/clock.js';
import { fold } from '../../base/fold.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import type { SideThreads } from '../../lane/side-threads.js';
import { Wait } from '../../lane/wait.js';
import type { Account, TerminalThread } from '../contract.js';
import { NameCache } from './name-cache.js';

/**
 * Failures of the host that is asked, not of the domain that a name belongs to. Every further name would fail in the same way,
 * and over RPC each would take its own time to fail.
 */
const HOST_FAILURES: readonly number[] = [
  E.ERROR_BAD_NETPATH,
  E.ERROR_NETNAME_DELETED,
  E.ERROR_SEM_TIMEOUT,
  E.ERROR_MOD_NOT_FOUND,
  E.ERROR_PROC_NOT_FOUND,
  E.ERROR_CONNECTION_REFUSED,
  E.ERROR_NETWORK_UNREACHABLE,
  E.ERROR_HOST_UNREACHABLE,
  E.ERROR_CONNECTION_ABORTED,
  E.RPC_S_SERVER_UNAVAILABLE,
  E.RPC_S_CALL_FAILED,
  E.RPC_S_CALL_FAILED_DNE,
  E.EPT_S_NOT_REGISTERED,
];

/**
 * Account names and SIDs of one host. A look-up may travel to a domain controller, so it runs on a side thread. Each name is
 * looked up once; callers that ask for it at the same time share the look-up.
 */
export class Accounts {
  readonly #bySid: NameCache<Account>;
  readonly #byName: NameCache<string>;

  constructor(clock: Clock, sideThreads: SideThreads<TerminalThread>) {
    // No caller's wait: the answer is kept, even if the caller that asked for it does not wait any more.
    const wait = new Wait(clock);
    const common = { clock, stopOn: HOST_FAILURES };
    this.#bySid = new NameCache({
      ...common,
      syscall: 'LookupAccountSidW',
      keyOf: sid => sid,
      lookUp: sids => sideThreads.run(wait, ask => ask(thread => thread.accountsOf({ sids, stopOn: HOST_FAILURES }))),
    });
    this.#byName = new NameCache({
      ...common,
      syscall: 'LookupAccountNameW',
      keyOf: fold,
      lookUp: accounts =>
        sideThreads.run(wait, ask => ask(thread => thread.sidsOf({ accounts, stopOn: HOST_FAILURES }))),
    });
  }

  /** The accounts of SIDs, in one look-up for those that are not known yet. */
  accountsOf(sids: Iterable<string>, wait: Wait): Promise<ReadonlyMap<string, Answer<Account>>> {
    return this.#bySid.get(sids, wait);
  }

  /** As `accountsOf`, but within `ms`, as with `sidsWithin`. */
  accountsWithin(ms: number, sids: Iterable<string>, wait: Wait): Promise<ReadonlyMap<string, Answer<Account>>> {
    return this.#bySid.getWithin(ms, sids, wait);
  }

  /** The SIDs of accounts (`DOMAIN\user`: a bare name is wrong where a machine has the same name). */
  sidsOf(accounts: Iterable<string>, wait: Wait): Promise<ReadonlyMap<string, Answer<string>>> {
    return this.#byName.get(accounts, wait);
  }

  /**
   * The SIDs that are known within `ms`. For any other the answer is a failure: ERROR_TIMEOUT while its look-up is under way,
   * ERROR_BUSY where too many look-ups wait. So a slow look-up does not use up the caller's timeout.
   */
  sidsWithin(ms: number, accounts: Iterable<string>, wait: Wait): Promise<ReadonlyMap<string, Answer<string>>> {
    return this.#byName.getWithin(ms, accounts, wait);
  }
}
