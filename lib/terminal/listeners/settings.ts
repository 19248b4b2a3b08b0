import { checkText, outOfRange, wrongType, wrongValue } from '../../errors/arguments.js';
import { limit, ON_BROKEN, oneOf, SHADOW, textUpTo, type Words, yesOrNo } from '../config/words.js';
import type { RawListener } from './raw-listener.js';
import type { InheritedSetting, ListenerChanges, ListenerConfig, ListenerSettings, Redirection } from './types.js';

type Key = keyof ListenerSettings;
type Field = keyof RawListener;
type Raw = string | number;

/** A setting that is one field of `WTSLISTENERCONFIGW`. */
interface Plain {
  readonly key: Key;
  readonly field: Field;
  readonly words: Words<unknown, Raw>;
  /** The word for a number that has none. */
  readonly unknown?: 'unknown';
}

const MAX_U32 = 0xffffffff;
/** The arrays of the structure have one unit more. */
const FITS = { comment: 60, user: 20, domain: 17, path: 260 } as const;

function plain<K extends Key, R extends Raw>(
  key: K,
  field: Field,
  words: Words<Exclude<ListenerSettings[K], undefined | 'unknown'>, R>,
  unknown?: 'unknown',
): Plain {
  return { key, field, words: words as unknown as Plain['words'], ...(unknown && { unknown }) };
}

/** A number from `least` to `most`, and one that has a word. */
function numberOr<const W extends string>(
  word: W | undefined,
  special: number,
  { least, most }: { readonly least: number; readonly most: number },
): Words<number | W, number> {
  const expected = `a whole number from ${least} to ${most}${word === undefined ? '' : ` or '${word}'`}`;
  return {
    wordOf: raw => (word !== undefined && raw === special ? word : raw),
    rawOf: value => (typeof value === 'number' ? value : special),
    check(name, value) {
      if (word !== undefined && value === word) return;
      if (typeof value !== 'number') throw wrongType(name, expected, value);
      if (!Number.isInteger(value) || value < least || value > most) throw outOfRange(name, expected, value);
    },
  };
}

/** Other numbers are shown as they stand. */
const PORT = numberOr(undefined, 0, { least: 1, most: 0xffff }) as Words<number, number>;

const PLAIN: readonly Plain[] = [
  plain('enabled', 'enableListener', yesOrNo),
  plain('port', 'portNumber', PORT),
  plain('maxConnections', 'maxConnectionCount', numberOr('unlimited', MAX_U32, { least: 0, most: MAX_U32 - 1 })),
  plain('promptForPassword', 'promptForPassword', yesOrNo),
  plain('securityLayer', 'securityLayer', oneOf({ 0: 'rdp', 1: 'negotiate', 2: 'tls' }), 'unknown'),
  plain(
    'minEncryption',
    'minEncryptionLevel',
    oneOf({ 1: 'low', 2: 'clientCompatible', 3: 'high', 4: 'fips' }),
    'unknown',
  ),
  plain('networkLevelAuthentication', 'userAuthentication', yesOrNo),
  plain('comment', 'comment', textUpTo(FITS.comment)),
  plain('adapter', 'lanAdapter', numberOr('all', 0, { least: 1, most: MAX_U32 })),
  plain('maxConnection', 'timeoutSettingsConnection', limit(1)),
  plain('maxDisconnected', 'timeoutSettingsDisconnection', limit(1)),
  plain('maxIdle', 'timeoutSettingsIdle', limit(1)),
  plain('initialProgram', 'initialProgram', textUpTo(FITS.path)),
  plain('workingDirectory', 'workDirectory', textUpTo(FITS.path)),
];

/** A setting with a flag beside it: whether it is left to each user. */
interface Inherited {
  readonly key: InheritedSetting;
  readonly flag: Field;
  readonly field: Field;
  readonly words: Words<unknown, number>;
}

/** These depths have codes of their own, other than those of a client's display. */
const DEPTHS = oneOf({ 1: 8, 2: 15, 3: 16, 4: 24, 5: 32 });

const INHERITED: readonly Inherited[] = [
  { key: 'bitsPerPixel', flag: 'inheritColorDepth', field: 'colorDepth', words: DEPTHS as Inherited['words'] },
  {
    key: 'onBroken',
    flag: 'inheritBrokenTimeoutSettings',
    field: 'brokenTimeoutSettings',
    words: ON_BROKEN as Inherited['words'],
  },
  { key: 'shadow', flag: 'inheritShadowSettings', field: 'shadowSettings', words: SHADOW as Inherited['words'] },
];

const DISABLED: Readonly<Record<Redirection, Field>> = {
  drives: 'disableDriveRedirection',
  clipboard: 'disableClipboardRedirection',
  printers: 'disablePrinterRedirection',
  ports: 'disableComPortRedirection',
  lpt: 'disableLptPortRedirection',
  audio: 'disableAudioRedirection',
  plugAndPlay: 'disablePnpRedirection',
  defaultPrinter: 'disableDefaultMainClientPrinter',
};
const REDIRECTIONS = Object.keys(DISABLED) as readonly Redirection[];

const INHERITED_KEYS = INHERITED.map(({ key }) => key);
const SETTING_KEYS: readonly string[] = [
  ...PLAIN.map(({ key }) => key),
  ...INHERITED_KEYS,
  'automaticLogon',
  'disabled',
  'inherits',
];

/** A listener in words. */
export function listenerConfig(name: string, raw: RawListener): ListenerConfig {
  const settings: Record<string, unknown> = { name };
  for (const { key, field, words, unknown } of PLAIN) settings[key] = words.wordOf(raw[field]) ?? unknown;
  const inherits: Record<string, boolean> = {};
  for (const { key, flag, field, words } of INHERITED) {
    inherits[key] = raw[flag] !== 0;
    settings[key] = inherits[key] ? undefined : words.wordOf(raw[field] as number);
  }
  const { logonUserName: user, logonDomain: domain } = raw;
  settings.automaticLogon = user === '' ? undefined : Object.freeze({ user, domain });
  settings.disabled = Object.freeze(REDIRECTIONS.filter(it => raw[DISABLED[it]] !== 0));
  settings.inherits = Object.freeze(inherits);
  return Object.freeze(settings) as unknown as ListenerConfig;
}

/** Checks changes before Windows is asked. `isNew`: there is nothing that an unknown number could be left as. */
export function checkChanges(name: string, changes: unknown, isNew: boolean): asserts changes is ListenerChanges {
  if (typeof changes !== 'object' || changes === null) throw wrongType(name, 'an object', changes);
  for (const key of Object.keys(changes)) {
    // A whole configuration may be given.
    if (key === 'name' || SETTING_KEYS.includes(key)) continue;
    throw wrongValue(`${name}.${key}`, `one of the settings (${SETTING_KEYS.join(', ')})`, key);
  }
  const given = changes as ListenerChanges;
  for (const { key, words, unknown } of PLAIN) {
    const value = given[key];
    if (value === undefined || (value === unknown && !isNew)) continue;
    words.check(`${name}.${key}`, value);
  }
  for (const { key, words } of INHERITED) if (given[key] !== undefined) words.check(`${name}.${key}`, given[key]);
  checkInherits(`${name}.inherits`, given.inherits);
  checkAutomaticLogon(`${name}.automaticLogon`, given.automaticLogon);
  checkDisabled(`${name}.disabled`, given.disabled);
}

function checkInherits(name: string, inherits: unknown): void {
  if (inherits === undefined) return;
  if (typeof inherits !== 'object' || inherits === null) throw wrongType(name, 'an object', inherits);
  for (const [key, value] of Object.entries(inherits)) {
    if (!(INHERITED_KEYS as string[]).includes(key)) {
      throw wrongValue(`${name}.${key}`, `one of ${INHERITED_KEYS.join(', ')}`, key);
    }
    if (value !== undefined) yesOrNo.check(`${name}.${key}`, value);
  }
}

function checkAutomaticLogon(name: string, logon: unknown): void {
  if (logon === undefined) return;
  if (typeof logon !== 'object' || logon === null) throw wrongType(name, 'an object with user and domain', logon);
  const { user, domain } = logon as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(logon)) {
    if (key !== 'user' && key !== 'domain') throw wrongValue(`${name}.${key}`, 'user or domain', key);
  }
  checkText(`${name}.user`, user);
  checkText(`${name}.domain`, domain);
  textUpTo(FITS.user).check(`${name}.user`, user);
  textUpTo(FITS.domain).check(`${name}.domain`, domain);
}

function checkDisabled(name: string, disabled: unknown): void {
  if (disabled === undefined) return;
  if (!Array.isArray(disabled)) throw wrongType(name, 'an array', disabled);
  for (const it of disabled) {
    if (!REDIRECTIONS.includes(it)) throw wrongValue(name, `an array of ${REDIRECTIONS.join(', ')}`, it);
  }
}

/** Words of any values. */
interface AnyWords {
  readonly wordOf: (raw: never) => unknown;
  readonly rawOf: (value: never) => Raw;
}

/** The structure with changes that were checked. What stays the same in words keeps its number. */
export function changed(raw: RawListener, changes: ListenerChanges): RawListener {
  const next: Record<Field, Raw> = { ...raw };
  const put = (field: Field, { wordOf, rawOf }: AnyWords, value: unknown) => {
    if (wordOf(next[field] as never) !== value) next[field] = rawOf(value as never);
  };
  for (const { key, field, words, unknown } of PLAIN) {
    const value = changes[key];
    if (value !== undefined && value !== unknown) put(field, words, value);
  }
  for (const { key, flag, field, words } of INHERITED) {
    const value = changes[key];
    if (value !== undefined) put(field, words, value);
    const inherits = changes.inherits?.[key] ?? (value === undefined ? undefined : false);
    if (inherits !== undefined) put(flag, yesOrNo, inherits);
  }
  if (changes.automaticLogon !== undefined) {
    const { user, domain } = changes.automaticLogon;
    next.logonUserName = user;
    next.logonDomain = user === '' ? '' : domain;
  }
  if (changes.disabled !== undefined) {
    for (const it of REDIRECTIONS) put(DISABLED[it], yesOrNo, changes.disabled.includes(it));
  }
  return next as unknown as RawListener;
}

/** Whether nothing is to be written. */
export function isSame(one: RawListener, other: RawListener): boolean {
  return (Object.keys(one) as Field[]).every(field => one[field] === other[field]);
}

/** What a new listener is where nothing is said of it. */
export const NEW_LISTENER: RawListener = {
  version: 1,
  enableListener: 1,
  maxConnectionCount: MAX_U32,
  promptForPassword: 0,
  inheritColorDepth: 1,
  colorDepth: 5,
  inheritBrokenTimeoutSettings: 1,
  brokenTimeoutSettings: 0,
  disablePrinterRedirection: 0,
  disableDriveRedirection: 0,
  disableComPortRedirection: 0,
  disableLptPortRedirection: 0,
  disableClipboardRedirection: 0,
  disableAudioRedirection: 0,
  disablePnpRedirection: 0,
  disableDefaultMainClientPrinter: 0,
  lanAdapter: 0,
  portNumber: 0,
  inheritShadowSettings: 1,
  shadowSettings: 1,
  timeoutSettingsConnection: 0,
  timeoutSettingsDisconnection: 0,
  timeoutSettingsIdle: 0,
  securityLayer: 2,
  minEncryptionLevel: 2,
  userAuthentication: 1,
  comment: '',
  logonUserName: '',
  logonDomain: '',
  workDirectory: '',
  initialProgram: '',
};
