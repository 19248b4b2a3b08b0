import { parseSddl, WrongSddl } from '../../terminal/listeners/security/sddl.js';
import { checkChanges } from '../../terminal/listeners/settings.js';
import type {
  InheritedSetting,
  ListenerChanges,
  ListenerConfig,
  ListenerSettings,
} from '../../terminal/listeners/types.js';
import type { Values } from '../values.js';
import {
  type Change,
  limit,
  listOf,
  numberOr,
  oneOf,
  type Setting,
  type Settings,
  settingsGiven,
  text,
  yesNo,
} from './settings.js';

type Key = keyof ListenerSettings;

/** Left to each user. */
const PER_USER = 'perUser';
const DEPTHS = ['8', '15', '16', '24', '32'];

const depth: Setting = {
  ...oneOf([...DEPTHS, PER_USER]),
  read: it => (DEPTHS.includes(it) ? Number(it) : oneOf([PER_USER]).read(it)),
};

const account: Setting = {
  takes: "none or 'DOMAIN\\USER'",
  read(it) {
    if (it.toLowerCase() === 'none') return { user: '', domain: '' };
    const [, domain, user] = /^([^\\]+)\\([^\\]+)$/.exec(it) ?? [];
    return user === undefined ? undefined : { user, domain };
  },
  write(value) {
    const { user, domain } = (value ?? { user: '' }) as { readonly user: string; readonly domain: string };
    return user === '' ? 'none' : `${domain}\\${user}`;
  },
};

/** How each setting of a listener is written on the command line. */
const SETTINGS: Settings<Key> = {
  enabled: yesNo,
  port: numberOr(),
  maxConnections: numberOr('unlimited'),
  promptForPassword: yesNo,
  onBroken: oneOf(['disconnect', 'end', PER_USER]),
  securityLayer: oneOf(['rdp', 'negotiate', 'tls']),
  minEncryption: oneOf(['low', 'clientCompatible', 'high', 'fips']),
  networkLevelAuthentication: yesNo,
  bitsPerPixel: depth,
  comment: text,
  adapter: numberOr('all'),
  maxConnection: limit(1),
  maxDisconnected: limit(1),
  maxIdle: limit(1),
  shadow: oneOf(['off', 'controlWithConsent', 'control', 'viewWithConsent', 'view', PER_USER]),
  automaticLogon: account,
  initialProgram: text,
  workingDirectory: text,
  disabled: listOf(['drives', 'clipboard', 'printers', 'ports', 'lpt', 'audio', 'plugAndPlay', 'defaultPrinter']),
};
export const LISTENER_SETTINGS = Object.keys(SETTINGS) as readonly Key[];
const INHERITED: readonly string[] = ['bitsPerPixel', 'onBroken', 'shadow'] satisfies readonly InheritedSetting[];

/** A setting for people. */
export function listenerSettingText(key: string, value: unknown): string | undefined {
  const setting = Object.hasOwn(SETTINGS, key) ? SETTINGS[key as Key] : text;
  return setting.write(value);
}

/** What is to become of a listener: other settings, or another text about who may do what. */
export type ListenerOrder =
  | { readonly changes: ListenerChanges; readonly sddl: undefined }
  | { readonly changes: undefined; readonly sddl: string };

/** The order of `--set KEY=VALUE`, all of it checked; `undefined` where none is given. */
export function listenerOrder(values: Values, { isNew }: { readonly isNew: boolean }): ListenerOrder | undefined {
  const given = settingsGiven<Key | 'security'>(values, { ...SETTINGS, security: { ...text, takes: 'SDDL' } });
  if (!given) return undefined;
  const sddl = given.get('security');
  if (typeof sddl === 'string') {
    if (given.size > 1 || isNew) throw values.wrong('security is set alone: it is another call of Windows');
    return { changes: undefined, sddl: checkedSddl(values, sddl) };
  }
  const inherits: Record<string, boolean> = {};
  const settings: Record<string, unknown> = {};
  for (const [key, value] of given) {
    if (value === PER_USER && INHERITED.includes(key)) inherits[key] = true;
    else settings[key] = value;
  }
  const changes = { ...settings, ...(Object.keys(inherits).length > 0 && { inherits }) };
  return { changes: checkedChanges(values, changes, isNew), sddl: undefined };
}

/** Before anybody is asked: a value that only the library can check. */
function checkedChanges(values: Values, changes: unknown, isNew: boolean): ListenerChanges {
  try {
    checkChanges('changes', changes, isNew);
    return changes;
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw values.wrong(error.message.replace(/^changes\./, ''));
  }
}

function checkedSddl(values: Values, sddl: string): string {
  try {
    parseSddl(sddl);
    return sddl;
  } catch (error) {
    if (error instanceof WrongSddl) throw values.wrong(`security is SDDL: ${error.message}`);
    throw error;
  }
}

/** What of it is not so already; of a new listener everything. */
export function changesOfListener(changes: ListenerChanges, now: ListenerConfig | undefined): readonly Change[] {
  return LISTENER_SETTINGS.flatMap((key): readonly Change[] => {
    const isPerUser = (changes.inherits as Readonly<Record<string, boolean>> | undefined)?.[key] === true;
    const to = changes[key];
    if (to === undefined && !isPerUser) return [];
    const after = isPerUser ? PER_USER : SETTINGS[key].write(to) || "''";
    if (now === undefined) return [{ key, before: undefined, after }];
    const wasPerUser = (now.inherits as Readonly<Record<string, boolean>>)[key] === true;
    const before = wasPerUser ? PER_USER : SETTINGS[key].write(now[key]) || (typeof now[key] === 'string' ? "''" : '-');
    return before === after ? [] : [{ key, before, after }];
  });
}
