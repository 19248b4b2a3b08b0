import { fold } from '../../../base/fold.js';
import { ERROR_CODES as E } from '../../../terminal/codes.js';
import { DONE, type Made, type TerminalRules } from '../rules/made.js';
import { isAdministrator, sidsOf } from './caller-sids.js';
import { addListener, grants, type ListenerState, securityBytes, securityFrom } from './listener-state.js';

const CREATE = 0x1;
const UPDATE = 0x10;
const VERSION = 1;

const DACL = 0x4;
const SACL = 0x8;

/** The listeners of this machine. Rights are as documents have them; the codes of what is refused are guesses. */
export const LISTENER_RULES = {
  WTSEnumerateListenersW: ({ room }, made) => {
    const names = [...made.host.state.listeners.values()]
      .filter(it => it.config.enableListener !== 0 && mayQuery(made, it))
      .map(it => it.name);
    return { value: { count: names.length, names: names.length > room ? [] : names } };
  },

  WTSQueryListenerConfigW: ({ listener }, made) => {
    const found = queried(made, listener);
    return typeof found === 'number' ? found : { value: found.config };
  },

  WTSCreateListenerW: ({ listener, config, flag }, { host, world }) => {
    const { listeners } = host.state;
    if (!isAdministrator(world.caller)) return E.ERROR_ACCESS_DENIED;
    if (config.version !== VERSION || (flag !== CREATE && flag !== UPDATE)) return E.ERROR_INVALID_PARAMETER;
    const found = listeners.get(fold(listener));
    if (flag === CREATE && found) return E.ERROR_ALREADY_EXISTS;
    if (flag === UPDATE && !found) return E.ERROR_FILE_NOT_FOUND;
    if (found) found.config = config;
    else addListener(listeners, listener, config);
    return DONE;
  },

  WTSGetListenerSecurityW: ({ listener, information }, made) => {
    const found = queried(made, listener);
    if (typeof found === 'number') return found;
    const parts = { dacl: (information & DACL) !== 0, sacl: (information & SACL) !== 0 };
    if (parts.sacl && !mayAudit(made)) return E.ERROR_PRIVILEGE_NOT_HELD;
    return { value: securityBytes(found.security, parts) };
  },

  WTSSetListenerSecurityW: ({ listener, information, descriptor }, { host, world }) => {
    const found = host.state.listeners.get(fold(listener));
    if (!found) return E.ERROR_FILE_NOT_FOUND;
    if (!isAdministrator(world.caller)) return E.ERROR_ACCESS_DENIED;
    const given = securityFrom(descriptor);
    if (!given || (information & (DACL | SACL)) === 0) return E.ERROR_INVALID_PARAMETER;
    if ((information & SACL) !== 0 && !mayAudit({ world })) return E.ERROR_PRIVILEGE_NOT_HELD;
    const { dacl, sacl } = found.security;
    found.security = {
      dacl: (information & DACL) === 0 ? dacl : given.dacl,
      sacl: (information & SACL) === 0 ? sacl : given.sacl,
    };
    return DONE;
  },
} satisfies Partial<TerminalRules>;

/** The part for auditing needs a privilege that administrators have. It must be enabled, too. */
function mayAudit({ world }: Pick<Made, 'world'>): boolean {
  return world.privileges.isEnabled('SeSecurityPrivilege');
}

function queried(made: Made, name: string): ListenerState | number {
  const found = made.host.state.listeners.get(fold(name));
  if (!found) return E.ERROR_FILE_NOT_FOUND;
  return mayQuery(made, found) ? found : E.ERROR_ACCESS_DENIED;
}

function mayQuery({ world, host }: Made, { security }: ListenerState): boolean {
  return grants(security, sidsOf(world, host), 'query');
}
