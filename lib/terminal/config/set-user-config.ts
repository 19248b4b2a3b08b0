import type { Failure } from '../../base/answer.js';
import { wrongType, wrongValue } from '../../errors/arguments.js';
import type { Ask } from '../../lane/job.js';
import { actControl } from '../acts/act-bounds.js';
import { ERROR_CODES as E } from '../codes.js';
import type { TerminalThread } from '../contract.js';
import { type HostContext, hostError, runOnSideThread } from '../host-context.js';
import { type Account, accountOf } from './account.js';
import { type ReadConfig, readClass, readUserConfig } from './read-user-config.js';
import { SETTINGS, type Setting } from './settings.js';
import type { UserConfig, UserConfigChanges, UserConfigOptions, UserSettings } from './types.js';

type Raw = string | number;

/** A setting and what it is to be. */
interface Wanted {
  readonly setting: Setting;
  readonly value: UserSettings[keyof UserSettings];
}

export async function setUserConfig(
  host: HostContext,
  user: string,
  changes: UserConfigChanges,
  options: UserConfigOptions = {},
): Promise<void> {
  const account = accountOf(host, user, options);
  const wanted = checkChanges(changes);
  if (wanted.length === 0) return;
  await runOnSideThread(host, actControl(host, options), async ask => {
    const before = await readUserConfig(
      ask,
      account,
      wanted.map(({ setting }) => setting),
    );
    await new Change(ask, account, before).make(wanted);
  });
}

/** What a whole `UserConfig` has besides. */
const BESIDES: readonly string[] = ['user', 'server', 'homeIsRemote', 'withheld'] satisfies (keyof UserConfig)[];

function checkChanges(changes: UserConfigChanges): readonly Wanted[] {
  if (typeof changes !== 'object' || changes === null) throw wrongType('changes', 'an object', changes);
  const known = SETTINGS.map(({ key }) => key);
  for (const key of Object.keys(changes)) {
    if (!(known as string[]).includes(key) && !BESIDES.includes(key)) {
      throw wrongValue(`changes.${key}`, `one of the settings (${known.join(', ')})`, key);
    }
  }
  return SETTINGS.flatMap(setting => {
    const { key, words } = setting;
    const value = changes[key];
    if (value === undefined) return [];
    words.check(`changes.${key}`, value);
    return [{ setting, value }];
  });
}

/** Settings of one account on their way from what they were. */
class Change {
  readonly #ask: Ask<TerminalThread>;
  readonly #account: Account;
  readonly #before: ReadConfig;
  readonly #changed: Setting[] = [];

  constructor(ask: Ask<TerminalThread>, account: Account, before: ReadConfig) {
    this.#ask = ask;
    this.#account = account;
    this.#before = before;
  }

  async make(wanted: readonly Wanted[]): Promise<void> {
    for (const { setting, value } of wanted) {
      const { field, words } = setting;
      const before = this.#before.values[field];
      // In words, since Windows may keep another number for the same one.
      if (before !== undefined && words.wordOf(before) === value) continue;
      const failure = await this.#set(setting, words.rawOf(value));
      if (!failure) {
        this.#changed.push(setting);
        continue;
      }
      const left = await this.#putBack(setting);
      throw hostError(this.#account.place, failure, undefined, {
        says: `${failure.syscall} failed to set ${setting.key}`,
        ...(isOtherText(failure) && { hint: OTHER_TEXT }),
        ...(left.length > 0 && { left }),
      });
    }
  }

  /** Windows is believed for numbers. It keeps texts in a code page, which may not have every letter. */
  async #set({ configClass }: Setting, value: Raw): Promise<Failure | undefined> {
    const { user, server } = this.#account;
    const answer = await this.#ask(thread => thread.setUserConfig({ user, server, configClass, value }), 'act');
    if (!answer.ok) return answer;
    if (typeof value === 'number') return undefined;
    const kept = await readClass(this.#ask, this.#account, configClass);
    if (!kept.ok) return kept;
    return kept.value === value ? undefined : otherText;
  }

  /**
   * In the same order, for the same reasons. A setting that failed may have been changed all the same. The names of those that
   * could not be put back.
   */
  async #putBack(failed: Setting): Promise<readonly string[]> {
    const left: string[] = [];
    for (const setting of this.#changed) {
      if (!(await this.#restore(setting))) left.push(setting.key);
    }
    if (!(await this.#isAsBefore(failed)) && !(await this.#restore(failed))) left.push(failed.key);
    return left;
  }

  async #isAsBefore({ configClass, field }: Setting): Promise<boolean> {
    const now = await readClass(this.#ask, this.#account, configClass);
    return now.ok && now.value === this.#before.values[field];
  }

  async #restore(setting: Setting): Promise<boolean> {
    const raw = this.#before.values[setting.field];
    return raw !== undefined && (await this.#set(setting, raw)) === undefined;
  }
}

/** Windows reported success, and a text reads back as another one. */
const otherText: Failure = { ok: false, syscall: 'WTSSetUserConfigW', code: E.ERROR_INVALID_DATA };
const isOtherText = (failure: Failure): boolean => failure === otherText;
const OTHER_TEXT =
  'The text reads back as another one. Windows keeps it in the code page of the machine, which lacks some letters.';
