import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { acting, type IscsiContext, valueFrom } from '../context.js';
import { secretBytes } from './security.js';

export async function setMutualSecret(
  context: IscsiContext,
  secret: string | Uint8Array,
  options: Cancel = {},
): Promise<void> {
  const bytes = secretBytes('secret', secret);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  try {
    await acting(context, options, async ask => {
      await valueFrom(context, ask, 'SetIScsiInitiatorCHAPSharedSecret', { secret: bytes }, 'act');
    });
  } finally {
    bytes.fill(0);
  }
}
