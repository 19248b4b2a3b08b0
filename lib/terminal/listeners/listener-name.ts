import { checkOptions, checkText, outOfRange, wrongValue } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';

/** What `WTSLISTENERNAMEW` holds besides its NUL. */
const MOST = 32;

/** Checks what every question about a listener is given. */
export function checkListener(name: string, options: Cancel | undefined): void {
  checkText('name', name);
  if (name.length > MOST) throw outOfRange('name.length', `at most ${MOST}`, name.length);
  // It becomes the name of a key of the registry.
  if (name.trim() === '' || name.includes('\\')) throw wrongValue('name', 'the name of a listener', name);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
}
