import { checkBoolean, checkOptions, wrongValue } from '../../errors/arguments.js';
import type { SessionRef } from '../../identity/session.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import { ERROR_CODES as E } from '../codes.js';
import { controlOf, type HostContext, hostError, runOnLane } from '../host-context.js';
import { QUERY as SYSCALL } from '../info/info-step.js';
import { readValue, WINDOWS } from '../registry.js';
import { checkRef, resolveForEnd, unsupported } from '../sessions/reference.js';
import { stateWord } from '../sessions/words.js';
import { infoNow } from './look-at.js';
import type { ShadowCommand, ShadowOptions } from './types.js';

const DEFAULT_ROOT = 'C:\\Windows';
/** What names and addresses of machines are made of. `mstsc` takes its command line apart by rules of its own. */
const NAME = /^(?:\\\\)?([\p{L}\p{N}_][\p{L}\p{N}._-]*|\[?[0-9a-f:]+(?:%[0-9a-z]+)?\]?)$/iu;

export async function shadowCommand(
  host: HostContext,
  ref: SessionRef,
  options: ShadowOptions = {},
): Promise<ShadowCommand> {
  checkRef(host, ref);
  checkOptions('options', options, ['control', 'consent', 'prompt', 'multimon', ...CANCEL]);
  const { control = false, consent = true, prompt = false, multimon = false } = options;
  for (const [name, value] of Object.entries({ control, consent, prompt, multimon }))
    checkBoolean(`options.${name}`, value);
  checkCancel(options);
  const server = host.remote === undefined ? undefined : NAME.exec(host.remote)?.[1];
  if (host.remote !== undefined && server === undefined)
    throw wrongValue('host', 'a name or an address without other signs', host.remote);

  return await runOnLane(host, controlOf(host, options), async ask => {
    const target = await resolveForEnd(host, ask, ref, SYSCALL);
    const { id } = target;
    if (id === 0) throw unsupported(host, SYSCALL, id, 'Session 0 has the services: there is nothing to see.');
    const info = target.info ?? (await infoNow(host, ask, id));
    if (info.userName === '') throw hostError(host, { ok: false, syscall: SYSCALL, code: E.ERROR_NOT_LOGGED_ON }, id);
    if (stateWord(info.state) !== 'active') throw notActive(host, id);
    const root = await readValue(host, ask, WINDOWS, 'SystemRoot');
    const args = [
      `/shadow:${id}`,
      ...(server === undefined ? [] : [`/v:${server}`]),
      ...(control ? ['/control'] : []),
      ...(consent ? [] : ['/noConsentPrompt']),
      ...(prompt ? ['/prompt'] : []),
      ...(multimon ? ['/multimon'] : []),
    ];
    const file = `${typeof root === 'string' && root !== '' ? root : DEFAULT_ROOT}\\System32\\mstsc.exe`;
    return Object.freeze({ file, args: Object.freeze(args) });
  });
}

function notActive(host: HostContext, id: number) {
  const hint = 'Only a session that is active can be shadowed: nobody looks at this one.';
  return hostError(host, { ok: false, syscall: SYSCALL, code: E.ERROR_CTX_SHADOW_INVALID }, id, { hint });
}
