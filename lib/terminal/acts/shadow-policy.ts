import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import type { ShadowSetting } from '../config/types.js';
import { controlOf, type HostContext, runOnLane } from '../host-context.js';
import { POLICIES, readValue } from '../registry.js';

/** By Windows' numbers. */
export const SHADOW_SETTINGS: readonly ShadowSetting[] = [
  'off',
  'controlWithConsent',
  'control',
  'viewWithConsent',
  'view',
];

export async function shadowPolicy(host: HostContext, options: Cancel = {}): Promise<ShadowSetting | undefined> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  const value = await runOnLane(host, controlOf(host, options), ask => readValue(host, ask, POLICIES, 'Shadow'));
  return typeof value === 'number' ? SHADOW_SETTINGS[value] : undefined;
}
