import { fold } from '../base/fold.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import { guid } from '../identity/guid.js';
import type { Guid } from '../identity/guid-text.js';
import type { Wait } from '../lane/wait.js';
import type { RawKey } from './calls.js';
import type { MonikerContext } from './context.js';
import { monikerError } from './hints.js';
import type { Activatable } from './types.js';

const CLASSES = 'SOFTWARE\\Classes';
/** That of 64 bits first: it is the one that most servers are in. */
const VIEWS = [64, 32];
const INTERACTIVE_USER = 'interactive user';

/**
 * Of the two views the first that has the class decides. What users register for themselves is of no use in another session, so only the
 * machine's registration is looked at; COM itself reads the application from there alone.
 */
export async function canActivate(context: MonikerContext, wait: Wait, clsid: Guid): Promise<Activatable> {
  return await context.reads.run(wait, async ask => {
    const open = async (key: string, view: number): Promise<RawKey | undefined> => {
      const answer = await ask(thread => thread.call('RegOpenKeyExW', { key: `${CLASSES}\\${key}`, view }));
      if (answer.ok) return answer.value;
      if (answer.code === E.ERROR_FILE_NOT_FOUND || answer.code === E.ERROR_PATH_NOT_FOUND) return undefined;
      throw monikerError(context.backend.localName(), answer);
    };
    for (const view of VIEWS) {
      const found = await open(`CLSID\\${braced(clsid)}`, view);
      if (!found) continue;
      const appId = textIn(context, found.AppID);
      if (appId === undefined || !isGuid(appId)) return not('no-app-id');
      const application = await open(`AppID\\${braced(guid.parse(appId))}`, view);
      const runAs = application && textIn(context, application.RunAs);
      // An application that is a service runs as that, whatever else it says.
      if (application && textIn(context, application.LocalService) !== undefined) return not('runs-as-service', runAs);
      if (runAs === undefined || fold(runAs) !== INTERACTIVE_USER) return not('not-interactive-user', runAs);
      return Object.freeze({ ok: true, runAs, reason: undefined });
    }
    return not('no-class');
  });
}

const braced = (id: Guid): string => `{${id.toUpperCase()}}`;

const not = (reason: NonNullable<Activatable['reason']>, runAs?: string): Activatable =>
  Object.freeze({ ok: false, runAs, reason });

function isGuid(text: string): boolean {
  try {
    guid.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `undefined` for a value that is not there, or that is empty. */
function textIn({ backend }: MonikerContext, answer: RawKey['AppID']): string | undefined {
  if (answer.ok) return answer.value === '' ? undefined : answer.value;
  if (answer.code === E.ERROR_FILE_NOT_FOUND) return undefined;
  throw monikerError(backend.localName(), { ok: false, syscall: 'RegQueryValueExW', code: answer.code });
}
