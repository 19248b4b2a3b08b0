import { checkOptions, checkText, wrongValue } from '../../errors/arguments.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { HostContext } from '../host-context.js';
import type { UserConfigOptions } from './types.js';

/** An account, and the machine that keeps it. */
export interface Account {
  readonly user: string;
  /** As the caller named it. */
  readonly server: string | undefined;
  /** For errors: the machine that is asked. */
  readonly place: Pick<HostContext, 'name' | 'remote'>;
}

/** Checks who is asked about, before Windows is. */
export function accountOf(host: HostContext, user: string, options: UserConfigOptions): Account {
  checkText('user', user);
  // These are other names of the account, and Windows finds none by them.
  if (user.trim() === '' || /[\\@]/.test(user)) {
    throw wrongValue('user', "the account's name without its domain (the server is an option)", user);
  }
  checkOptions('options', options, ['server', ...CANCEL]);
  checkCancel(options);
  const { server } = options;
  if (server === undefined) return { user, server, place: host };
  checkText('options.server', server);
  if (server.trim() === '') throw wrongValue('options.server', 'the name of a machine', server);
  return { user, server, place: { name: server, remote: server } };
}
