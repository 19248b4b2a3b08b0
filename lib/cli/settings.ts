import { didYouMean } from '../base/nearest.js';
import type { UserConfigChanges, UserSettings } from '../terminal/config/types.js';
import { formatDuration, parseDuration } from './duration.js';
import { wordsOf } from './fields.js';
import type { Values } from './values.js';

type Key = keyof UserSettings;

/** How each setting of an account is written on the command line. */
const KINDS: Readonly<Record<Key, 'text' | 'yesNo' | 'limit' | 'word'>> = {
  initialProgram: 'text',
  workingDirectory: 'text',
  clientChoosesProgram: 'yesNo',
  allowLogon: 'yesNo',
  maxConnection: 'limit',
  maxDisconnected: 'limit',
  maxIdle: 'limit',
  onBroken: 'word',
  reconnectFrom: 'word',
  shadow: 'word',
  clientDrives: 'yesNo',
  clientPrinters: 'yesNo',
  defaultClientPrinter: 'yesNo',
  profilePath: 'text',
  homeDirectory: 'text',
  homeDrive: 'text',
};
export const SETTING_KEYS = Object.keys(KINDS) as readonly Key[];

const WORDS: Readonly<Partial<Record<Key, readonly string[]>>> = {
  onBroken: ['disconnect', 'end'],
  reconnectFrom: ['anyClient', 'sameClient'],
  shadow: ['off', 'controlWithConsent', 'control', 'viewWithConsent', 'view'],
};

/** A setting for people: a limit as a duration. */
export function settingText(key: string, value: unknown): string | undefined {
  const isLimit = Object.hasOwn(KINDS, key) && KINDS[key as Key] === 'limit';
  return isLimit && typeof value === 'number' ? formatDuration(value) : wordsOf(value);
}

/** The changes of `--set KEY=VALUE`; `undefined` where none is given. */
export function changesOf(values: Values): UserConfigChanges | undefined {
  const texts = values.texts('set');
  if (texts === undefined) return undefined;
  const changes: Record<string, unknown> = {};
  for (const text of texts) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    const key = SETTING_KEYS.find(it => it.toLowerCase() === name.trim().toLowerCase());
    if (key === undefined) {
      throw values.wrong(
        text.includes('=')
          ? `--set does not know '${name}'${didYouMean(name, SETTING_KEYS) || `; it knows ${SETTING_KEYS.join(', ')}`}`
          : `--set needs KEY=VALUE, not '${text}'`,
      );
    }
    if (Object.hasOwn(changes, key)) throw values.wrong(`--set has ${key} twice`);
    changes[key] = settingOf(values, key, value);
  }
  return changes;
}

function settingOf(values: Values, key: Key, text: string): unknown {
  switch (KINDS[key]) {
    case 'text':
      return text;
    case 'yesNo': {
      const word = text.toLowerCase();
      if (word === 'yes' || word === 'no') return word === 'yes';
      throw values.wrong(`${key} is yes or no, not '${text}'`);
    }
    case 'limit': {
      if (text.toLowerCase() === 'none') return 'none';
      const ms = parseDuration(text);
      if (ms !== undefined && ms > 0 && ms % 60_000 === 0) return ms;
      throw values.wrong(`${key} is none or a time in whole minutes, such as 30m or 2h, not '${text}'`);
    }
    case 'word': {
      const known = WORDS[key] ?? [];
      const word = known.find(it => it.toLowerCase() === text.toLowerCase());
      if (word !== undefined) return word;
      throw values.wrong(`${key} is ${known.join(', ')}, not '${text}'${didYouMean(text, known)}`);
    }
  }
}
