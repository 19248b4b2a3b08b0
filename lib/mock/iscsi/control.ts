import { type IscsiConnectionId, iscsiConnectionId } from '../../identity/iscsi-connection-id.js';
import { type IscsiSessionId, iscsiSessionId } from '../../identity/iscsi-session-id.js';
import type { IscsiPortal } from '../../iscsi/targets/types.js';
import { type Fault, faultThat } from '../world/fault.js';
import type { IscsiControl, WorldLogin, WorldTarget } from './control-types.js';
import { DEFAULT_PORT, type Initiator } from './initiator.js';
import type { Cut, Portal, Session, Target } from './state.js';

const ANY_PORT = 0xffffffff;

export const portalFrom = ({ address, port = DEFAULT_PORT, symbolicName = '' }: IscsiPortal): Portal => ({
  address,
  port,
  symbolicName,
});

/** A target as it is described, with what is left out. `at`: an address that no other target has. */
export function targetFrom(
  name: string,
  { portals, luns = [0], secret, maxConnections = Number.POSITIVE_INFINITY, nodeName }: WorldTarget,
  at: string,
): Omit<Target, 'number'> {
  return {
    name,
    nodeName,
    portals: (portals ?? [{ address: at }]).map(portalFrom),
    luns: luns.map(it => {
      const { lun, slow = false } = typeof it === 'number' ? { lun: it } : it;
      return { lun, slow, ready: false };
    }),
    secret,
    maxConnections,
  };
}

/** From a range that no real target uses (RFC 5737). */
export const addressFor = ({ targets }: Initiator): string => `192.0.2.${(targets.size % 250) + 1}`;

export class IscsiController implements IscsiControl {
  readonly #initiator: () => Initiator;

  constructor(initiator: () => Initiator) {
    this.#initiator = initiator;
  }

  get nodeName(): string {
    return this.#initiator().nodeName;
  }

  target(name: string, target: WorldTarget = {}): void {
    const initiator = this.#initiator();
    if (typeof name !== 'string' || name === '') throw new TypeError('a target has a name');
    const before = initiator.target(name);
    const added = initiator.addTarget(targetFrom(name, target, before?.portals[0]?.address ?? addressFor(initiator)));
    // Sessions are with the target, whatever it looks like now.
    for (const session of initiator.sessions) {
      if (session.target === before) (session as { target: Target }).target = added;
    }
  }

  untarget(name: string): void {
    const initiator = this.#initiator();
    const target = this.#targetNamed(name);
    initiator.targets.delete(name.toLowerCase());
    initiator.cuts.add({ target: target.name });
    initiator.followCuts();
  }

  login(name: string, options: WorldLogin = {}) {
    const initiator = this.#initiator();
    const target = this.#targetNamed(name);
    const { portal: wanted, multipath = false, connections = 1, saved = false, informational = false, chap } = options;
    const portal = wanted ? portalFrom(wanted) : target.portals[0]!;
    const auth = chap === undefined ? 0 : chap.mutual ? 2 : 1;
    const making = {
      multipath,
      informational,
      auth,
      headerDigest: options.headerDigest ?? false,
      dataDigest: options.dataDigest ?? false,
    };
    const session = initiator.logIn(target, portal, making);
    for (let more = 1; more < connections; more += 1) {
      initiator.connect(session, target.portals[more % target.portals.length]!, making);
    }
    if (saved) {
      initiator.saved.push({
        target: target.name,
        initiatorName: '',
        initiatorPort: ANY_PORT,
        portal: wanted ? portal : undefined,
        informational,
        multipath,
        auth,
        user: chap?.user,
        secret: undefined,
        hasSecret: chap !== undefined,
      });
    }
    initiator.followCuts();
    const disks = session.luns.flatMap(lun => initiator.disks.numberOf(session, lun) ?? []);
    return { session: session.id as IscsiSessionId, disks };
  }

  logout(id: IscsiSessionId): void {
    this.#initiator().logOut(this.#session(id));
  }

  cut({ target, portal, session }: Parameters<IscsiControl['cut']>[0] = {}): Fault {
    const initiator = this.#initiator();
    const cut: Cut = {
      target,
      portal: portal && portalFrom(portal),
      session: session && iscsiSessionId.parse(session),
    };
    initiator.cuts.add(cut);
    initiator.followCuts();
    return faultThat(() => {
      initiator.cuts.delete(cut);
      initiator.followCuts();
    });
  }

  dropConnection(id: IscsiSessionId, connection: IscsiConnectionId): void {
    const { connections } = this.#session(id);
    const at = connections.findIndex(it => it.id === iscsiConnectionId.parse(connection));
    if (at < 0) throw new RangeError(`session ${id} has no connection ${connection}`);
    connections.splice(at, 1);
  }

  use(disk: number): Fault {
    const { used } = this.#initiator();
    used.push(disk);
    return faultThat(() => {
      const at = used.indexOf(disk);
      if (at >= 0) used.splice(at, 1);
    });
  }

  ready({ target: name, lun }: { readonly target: string; readonly lun: number }): number {
    const initiator = this.#initiator();
    const target = this.#targetNamed(name);
    const found = target.luns.find(it => it.lun === lun);
    if (!found) throw new RangeError(`${name} has no LUN ${lun}`);
    found.ready = true;
    const sessions = initiator.sessions.filter(it => it.target === target && it.luns.includes(lun));
    const [first] = sessions.map(it => initiator.disks.give(it, lun));
    if (first === undefined) throw new RangeError(`no session with ${name} has LUN ${lun}`);
    return first;
  }

  #targetNamed(name: string): Target {
    const target = this.#initiator().target(name);
    if (!target) throw new RangeError(`the network has no target ${name}`);
    return target;
  }

  #session(id: IscsiSessionId): Session {
    const session = this.#initiator().session(iscsiSessionId.parse(id));
    if (!session) throw new RangeError(`there is no session ${id}`);
    return session;
  }
}
