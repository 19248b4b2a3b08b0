import { checkOptions } from '../../errors/arguments.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { type IscsiConnectionId, iscsiConnectionId } from '../../identity/iscsi-connection-id.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { acting, type IscsiContext, valueFrom } from '../context.js';
import { iscsiError } from '../hints.js';
import { checkAgain, checkRef } from '../sessions/reference.js';
import type { IscsiSessionRef } from '../sessions/types.js';
import { CONNECT, connectionOf } from './login.js';
import { securityOf } from './security.js';
import type { IscsiConnectOptions } from './types.js';

const NO_ID = '0-0';

export async function addConnection(
  context: IscsiContext,
  ref: IscsiSessionRef,
  options: IscsiConnectOptions & Cancel = {},
): Promise<IscsiConnectionId> {
  const checked = checkRef(ref);
  checkOptions('options', options, [...CONNECT, ...CANCEL]);
  checkCancel(options);
  const connection = connectionOf(options);
  const security = securityOf('options', options);
  try {
    return await acting(context, options, async ask => {
      await checkAgain(context, ask, checked, 'AddIScsiConnectionW');
      const args = { session: checked.id, ...connection.args, ...security.options };
      const id = await valueFrom(context, ask, 'AddIScsiConnectionW', args, 'act');
      if (id !== NO_ID) return id as IscsiConnectionId;
      const failure = { ok: false, syscall: 'AddIScsiConnectionW', code: E.ERROR_INVALID_DATA } as const;
      throw iscsiError(context.backend.localName(), failure, { outcome: 'unknown' });
    });
  } finally {
    security.clear();
  }
}

export async function removeConnection(
  context: IscsiContext,
  ref: IscsiSessionRef,
  connection: IscsiConnectionId,
  options: Cancel = {},
): Promise<void> {
  const checked = checkRef(ref);
  const id = iscsiConnectionId.parse(connection);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  await acting(context, options, async ask => {
    await checkAgain(context, ask, checked, 'RemoveIScsiConnection');
    await valueFrom(context, ask, 'RemoveIScsiConnection', { session: checked.id, connection: id }, 'act');
  });
}
