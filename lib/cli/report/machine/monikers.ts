import { sameText } from '../../../base/fold.js';
import { guid } from '../../../identity/guid.js';
import type { Activatable, MonikerModule } from '../../../moniker/types.js';
import type { Answered } from '../answered.js';
import { type Asker, mapAnswer } from '../asker.js';

/** Classes of Windows itself, of which the first two run as the interactive user, and one that there is not. */
const CLASSES = {
  shellWindows: guid.parse('9ba05972-f6a8-11cf-a442-00a0c90a8f39'),
  shellBrowserWindow: guid.parse('c08afd90-f2a1-11d1-8455-00a0c91f3880'),
  managementConsole: guid.parse('49b2791a-b1ae-4c90-9b8e-e860ba07f889'),
  nobody: guid.parse('5b1f7c0a-3f3e-4c58-9a46-7d2f0e8c61b5'),
} as const;
const INTERACTIVE_USER = 'interactive user';

/** Whether Windows would follow a session moniker for some classes, as they are registered. No server is started. */
export type MonikersReport = Readonly<Record<keyof typeof CLASSES, Answered<Activatable>>>;

export async function askMonikers(asker: Asker, moniker: () => Promise<MonikerModule>): Promise<MonikersReport> {
  const ask = async (name: keyof typeof CLASSES) => {
    const found = await asker.ask(async cancel => (await moniker()).canActivateInSession(CLASSES[name], cancel));
    return mapAnswer(found, withoutAccount);
  };
  return {
    shellWindows: await ask('shellWindows'),
    shellBrowserWindow: await ask('shellBrowserWindow'),
    managementConsole: await ask('managementConsole'),
    nobody: await ask('nobody'),
  };
}

/** In which case Windows writes the words is a question; an account has a name. */
function withoutAccount({ ok, runAs, reason }: Activatable): Activatable {
  const isAccount = runAs !== undefined && !sameText(runAs, INTERACTIVE_USER);
  return { ok, runAs: isAccount ? 'account' : runAs, reason };
}
