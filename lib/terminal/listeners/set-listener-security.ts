import { checkText, outOfRange, wrongValue } from '../../errors/arguments.js';
import type { Cancel } from '../../lane/cancel.js';
import { actControl } from '../acts/act-bounds.js';
import { enablePrivilege } from '../acts/privilege.js';
import { type HostContext, hostError, runOnLane, runOnSideThread } from '../host-context.js';
import { checkListener } from './listener-name.js';
import { writeDescriptor } from './security/descriptor.js';
import { AUDITING, DACL, SACL } from './security/read-security.js';
import { parseSddl, WrongSddl } from './security/sddl.js';

export async function setListenerSecurity(
  host: HostContext,
  name: string,
  sddl: string,
  options: Cancel = {},
): Promise<void> {
  checkListener(name, options);
  const { information, descriptor } = read(sddl);
  // A privilege is enabled on a token of the thread's own.
  const run = (information & SACL) === 0 ? runOnLane : runOnSideThread;
  await run(host, actControl(host, options), async ask => {
    if ((information & SACL) !== 0) await enablePrivilege(host, ask, AUDITING);
    const question = { listener: name, information, descriptor };
    const answer = await ask(thread => thread.setListenerSecurity(question), 'act');
    if (!answer.ok) throw hostError(host, answer);
  });
}

/** Only what the text has is set. */
function read(sddl: string): { readonly information: number; readonly descriptor: Uint8Array } {
  checkText('sddl', sddl);
  try {
    const lists = parseSddl(sddl);
    const descriptor = writeDescriptor(lists);
    if (!descriptor) throw outOfRange('sddl', 'so many entries as fit a list of Windows (64 KiB)', sddl);
    const information = (lists.dacl === undefined ? 0 : DACL) | (lists.sacl === undefined ? 0 : SACL);
    return { information, descriptor };
  } catch (error) {
    if (error instanceof WrongSddl) throw wrongValue('sddl', `SDDL: ${error.message}`, sddl);
    throw error;
  }
}
