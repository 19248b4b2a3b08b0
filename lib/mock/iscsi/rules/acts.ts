import { sameText } from '../../../base/fold.js';
import type { IscsiArgs } from '../../../iscsi/calls.js';
import { ISDSC_CODES as I } from '../../../iscsi/codes.js';
import { type Initiator, MOST_SESSIONS, samePortal } from '../initiator.js';
import type { DiscoveryPortal, Portal, Session, Target } from '../state.js';
import { DONE, done, type IscsiRules, NO_ID } from './made.js';

/** `ISCSI_LOGIN_OPTIONS.InformationSpecified` and `LoginFlags`. */
const MAX_CONNECTIONS_GIVEN = 0x4;
const USER_GIVEN = 0x20;
const SECRET_GIVEN = 0x40;
const MULTIPATH = 0x2;
const CHAP = 1;
const MUTUAL_CHAP = 2;
/** Without IPsec. */
const SHORTEST_SECRET = 12;
const LONGEST_SECRET = 16;

type LoginArgs = IscsiArgs<'LoginIScsiTargetW'>;
type Security = Pick<LoginArgs, 'specified' | 'auth' | 'secret' | 'headerDigest' | 'dataDigest'>;

const portalOf = ({ symbolicName, address, port }: Portal): Portal => ({ symbolicName, address, port });
const textOf = (secret: Uint8Array): string => String.fromCharCode(...new Uint8Array(secret));
const bytesOf = (text: string): string => textOf(new TextEncoder().encode(text));

/** What is wrong with how the caller proves itself; 0 for nothing. */
function refusalOf(initiator: Initiator, target: Target, { specified, auth, secret }: Security): number {
  const given = specified & SECRET_GIVEN && auth >= CHAP ? textOf(secret) : undefined;
  if (given !== undefined && (given.length < SHORTEST_SECRET || given.length > LONGEST_SECRET)) {
    return I.ISDSC_INVALID_TARGET_CHAP_SECRET;
  }
  if (target.secret !== undefined && given !== bytesOf(target.secret)) return I.ISDSC_AUTHENTICATION_FAILURE;
  // What Windows answers then was not seen.
  if (auth === MUTUAL_CHAP && initiator.mutualSecret === undefined) return I.ISDSC_AUTHENTICATION_FAILURE;
  return 0;
}

/** The portal that is meant, if it answers. */
function reached(initiator: Initiator, target: Target, wanted: Portal | undefined): Portal | undefined {
  return target.portals.find(it => (wanted === undefined || samePortal(it, wanted)) && initiator.isReached(target, it));
}

const wantedPortal = ({ address, port, symbolicName }: Pick<LoginArgs, 'address' | 'port' | 'symbolicName'>) =>
  address === undefined ? undefined : { address, port, symbolicName };

const connectionsOf = ({ sessions }: Initiator, target: Target): number =>
  sessions.filter(it => it.target === target).reduce((sum, it) => sum + it.connections.length, 0);

function logIn(initiator: Initiator, args: LoginArgs) {
  const isKnown = initiator.known.some(it => it.toLowerCase() === args.target.toLowerCase());
  if (!isKnown) return I.ISDSC_TARGET_NOT_FOUND;
  const wanted = wantedPortal(args);
  if (args.persistent) {
    save(initiator, args, wanted);
    return done({ session: NO_ID, connection: NO_ID });
  }
  const target = initiator.target(args.target);
  const portal = target && reached(initiator, target, wanted);
  if (!target || !portal) return I.ISDSC_CONNECTION_FAILED;
  const refusal = refusalOf(initiator, target, args);
  if (refusal !== 0) return refusal;
  if (connectionsOf(initiator, target) >= target.maxConnections) return I.ISDSC_TOO_MANY_CONNECTIONS;
  if (initiator.sessions.length >= MOST_SESSIONS) return I.ISDSC_TOO_MANY_SESSIONS;
  const multipath = (args.loginFlags & MULTIPATH) !== 0;
  if (!multipath && initiator.sessions.some(it => it.target === target && isSameWay(it, wanted, args.initiatorName))) {
    return I.ISDSC_TARGET_ALREADY_LOGGED_IN;
  }
  const session = initiator.logIn(target, portal, {
    instance: args.initiatorName,
    informational: args.informational,
    multipath,
    maxConnections: args.specified & MAX_CONNECTIONS_GIVEN ? args.maxConnections : undefined,
    ...connectionOptions(args),
  });
  return done({ session: session.id, connection: session.connections[0]!.id });
}

/** Without a portal and an adapter any session of the target is the same way. */
const isSameWay = (
  { instance, connections }: Session,
  portal: Portal | undefined,
  adapter: string | undefined,
): boolean =>
  (adapter === undefined || sameText(instance, adapter)) &&
  (portal === undefined || connections.some(it => samePortal(it.portal, portal)));

const connectionOptions = ({ headerDigest, dataDigest, auth }: Security) => ({
  headerDigest: headerDigest === 1,
  dataDigest: dataDigest === 1,
  auth,
});

function save(initiator: Initiator, args: LoginArgs, portal: Portal | undefined): void {
  const hasSecret = (args.specified & SECRET_GIVEN) !== 0;
  initiator.saved.push({
    target: args.target,
    initiatorName: args.initiatorName ?? '',
    initiatorPort: args.initiatorPort,
    portal,
    informational: args.informational,
    multipath: (args.loginFlags & MULTIPATH) !== 0,
    auth: args.auth,
    user: args.specified & USER_GIVEN ? args.user : undefined,
    secret: hasSecret ? textOf(args.secret) : undefined,
    hasSecret,
  });
}

type PortalArgs = IscsiArgs<'RemoveIScsiSendTargetPortalW'>;

/** As it was registered, with its adapter. */
const registered = ({ portals }: Initiator, args: PortalArgs): DiscoveryPortal | undefined =>
  portals.find(
    it =>
      samePortal(it.portal, args) &&
      it.initiatorName === (args.initiatorName ?? '') &&
      it.initiatorPort === args.initiatorPort,
  );

/** What changes something. */
export const ACT_RULES = {
  AddIScsiSendTargetPortalW: (args, { initiator }) => {
    if (registered(initiator, args)) return I.ISDSC_TARGET_PORTAL_ALREADY_EXISTS;
    const { initiatorName = '', initiatorPort } = args;
    const added: DiscoveryPortal = { initiatorName, initiatorPort, portal: portalOf(args), targets: [] };
    // Whether one that does not answer is kept was not seen.
    initiator.portals.push(added);
    return initiator.discover(added) ? DONE : I.ISDSC_CONNECTION_FAILED;
  },
  RefreshIScsiSendTargetPortalW: (args, { initiator }) => {
    const portal = registered(initiator, args);
    if (!portal) return I.ISDSC_PORTAL_NOT_FOUND;
    return initiator.discover(portal) ? DONE : I.ISDSC_CONNECTION_FAILED;
  },
  RemoveIScsiSendTargetPortalW: (args, { initiator }) => {
    const portal = registered(initiator, args);
    if (!portal) return I.ISDSC_PORTAL_NOT_FOUND;
    initiator.portals.splice(initiator.portals.indexOf(portal), 1);
    return DONE;
  },

  LoginIScsiTargetW: (args, { initiator }) => logIn(initiator, args),
  LogoutIScsiTarget: ({ session: id }, { initiator }) => {
    const session = initiator.session(id);
    if (!session) return I.ISDSC_INVALID_SESSION_ID;
    if (initiator.isUsed(session)) return I.ISDSC_DEVICE_BUSY_ON_SESSION;
    initiator.logOut(session);
    return DONE;
  },
  AddIScsiConnectionW: (args, { initiator }) => {
    const session = initiator.session(args.session);
    if (!session) return I.ISDSC_INVALID_SESSION_ID;
    const { target } = session;
    const portal = reached(initiator, target, wantedPortal(args));
    if (!portal) return I.ISDSC_CONNECTION_FAILED;
    const refusal = refusalOf(initiator, target, args);
    if (refusal !== 0) return refusal;
    const isFull =
      session.connections.length >= session.maxConnections || connectionsOf(initiator, target) >= target.maxConnections;
    if (isFull) return I.ISDSC_TOO_MANY_CONNECTIONS;
    return done(initiator.connect(session, portal, connectionOptions(args)).id);
  },
  RemoveIScsiConnection: ({ session: id, connection }, { initiator }) => {
    const session = initiator.session(id);
    if (!session) return I.ISDSC_INVALID_SESSION_ID;
    const at = session.connections.findIndex(it => it.id === connection && !it.isBroken);
    if (at < 0) return I.ISDSC_INVALID_CONNECTION_ID;
    if (session.connections.length === 1) return I.ISDSC_CANT_REMOVE_LAST_CONNECTION;
    if (at === 0) return I.ISDSC_CANNOT_REMOVE_LEADING_CONNECTION;
    session.connections.splice(at, 1);
    return DONE;
  },
  RemoveIScsiPersistentTargetW: (args, { initiator }) => {
    const at = initiator.saved.findIndex(
      it =>
        it.target.toLowerCase() === args.target.toLowerCase() &&
        it.initiatorName === (args.initiatorName ?? '') &&
        it.initiatorPort === args.initiatorPort &&
        (it.portal ? samePortal(it.portal, args) : args.address === ''),
    );
    if (at < 0) return I.ISDSC_TARGET_NOT_FOUND;
    initiator.saved.splice(at, 1);
    return DONE;
  },
  SetIScsiInitiatorCHAPSharedSecret: ({ secret }, { initiator }) => {
    const { length } = secret;
    if (length < SHORTEST_SECRET || length > LONGEST_SECRET) return I.ISDSC_INVALID_INITIATOR_CHAP_SECRET;
    initiator.mutualSecret = textOf(secret);
    return DONE;
  },
} satisfies Partial<IscsiRules>;
