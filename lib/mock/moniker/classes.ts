import { guid } from '../../identity/guid.js';
import type { Guid } from '../../identity/guid-text.js';
import type { ScenarioComClass } from '../../scenario/com-classes.js';
import type { WorldComServer } from './control-types.js';
import type { SeatLogon, Seats } from './seats.js';

/** A registration as it is kept. */
interface Registered {
  readonly clsid: Guid;
  /** As it is written. */
  readonly appId: string | undefined;
  readonly runAs: string | undefined;
  readonly service: string | undefined;
  readonly view: 32 | 64;
}

/** A server, and the logon that it ends with: none for one of the system's own session. */
interface Running {
  readonly server: WorldComServer;
  readonly logonTime: bigint | undefined;
}

export type Values = Readonly<Record<string, string | undefined>>;

const KEYS = ['clsid', 'appId', 'runAs', 'service', 'view'];
const CLASSES = 'software\\classes\\';
const INTERACTIVE_USER = 'interactive user';

const braced = (id: string): string => `{${id.toUpperCase()}}`;

/** What is registered of COM on the local host, and what runs because of it. */
export class ComClasses {
  readonly #registered: Registered[] = [];
  readonly #servers = new Map<number, Running>();
  #last = 0;

  register(given: ScenarioComClass): void {
    const unknown = Object.keys(given).find(key => !KEYS.includes(key));
    if (unknown !== undefined) throw new TypeError(`a class has no ${unknown}`);
    const { appId, runAs, service, view = 64 } = given;
    if (view !== 32 && view !== 64) throw new RangeError(`the view is 32 or 64, not ${String(view)}`);
    const clsid = guid.parse(given.clsid);
    this.#remove(it => it.clsid === clsid && it.view === view);
    const written = appId === undefined ? braced(clsid) : (appId ?? undefined);
    this.#registered.push({ clsid, appId: written, runAs, service, view });
  }

  unregister(clsid: string): void {
    const parsed = guid.parse(clsid);
    this.#remove(it => it.clsid === parsed);
  }

  /** Those whose logon has not ended. */
  serversIn({ logonOf }: Pick<Seats, 'logonOf'>): readonly WorldComServer[] {
    return [...this.#servers.values()]
      .filter(it => it.logonTime === undefined || it.logonTime === logonOf(it.server.sessionId)?.logonTime)
      .map(it => it.server);
  }

  /** The values of a key; `undefined` without one. */
  key(path: string, view: number): Values | undefined {
    const lower = path.toLowerCase();
    const here = this.#registered.filter(it => it.view === view);
    const ofClass = here.find(it => lower === `${CLASSES}clsid\\${braced(it.clsid)}`.toLowerCase());
    if (ofClass) return { AppID: ofClass.appId };
    const application = here.find(
      it => it.appId !== undefined && lower === `${CLASSES}appid\\${it.appId}`.toLowerCase(),
    );
    return application && { RunAs: application.runAs, LocalService: application.service };
  }

  /** Whether a class is there, and COM follows a moniker for it. */
  find(clsid: Guid): { readonly followsMoniker: boolean } | undefined {
    const [found] = this.#registered.filter(it => it.clsid === clsid).sort((a, b) => b.view - a.view);
    if (!found) return undefined;
    const isInteractive = found.runAs?.toLowerCase() === INTERACTIVE_USER;
    return { followsMoniker: found.appId !== undefined && found.service === undefined && isInteractive };
  }

  start(clsid: Guid, sessionId: number, logon: SeatLogon | undefined): number {
    this.#last += 1;
    const server = Object.freeze({ clsid, sessionId, user: logon?.user });
    this.#servers.set(this.#last, { server, logonTime: logon?.logonTime });
    return this.#last;
  }

  isHeld(object: number): boolean {
    return this.#servers.has(object);
  }

  end(object: number): void {
    this.#servers.delete(object);
  }

  write(): readonly ScenarioComClass[] {
    return this.#registered.map(({ clsid, appId, runAs, service, view }) => ({
      clsid,
      ...(appId !== braced(clsid) && { appId: appId ?? null }),
      ...(runAs !== undefined && { runAs }),
      ...(service !== undefined && { service }),
      ...(view !== 64 && { view }),
    }));
  }

  #remove(isIt: (registered: Registered) => boolean): void {
    for (let at = this.#registered.length - 1; at >= 0; at -= 1) {
      if (isIt(this.#registered[at]!)) this.#registered.splice(at, 1);
    }
  }
}
