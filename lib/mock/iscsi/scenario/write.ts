import type {
  ScenarioIscsi,
  ScenarioIscsiPortal,
  ScenarioIscsiSession,
  ScenarioIscsiTarget,
} from '../../../scenario/iscsi.js';
import type { ServiceState } from '../../world/service.js';
import { DEFAULT_PORT, type Initiator, OWN_ADAPTER } from '../initiator.js';
import type { Portal, SavedLogin, Session, Target } from '../state.js';
import { defaultNodeName } from './read.js';

const ANY_PORT = 0xffffffff;
const AUTH = [undefined, 'chap', 'mutualChap'] as const;

/** What a reader would fill in by itself is left out. Of secrets only that of a target is known, which is part of the network. */
export function writeIscsi(host: string, service: ServiceState, initiator: Initiator): ScenarioIscsi {
  const { nodeName, instances, targets, portals, sessions, saved } = initiator;
  return {
    ...(service !== 'running' && { service }),
    ...(nodeName !== defaultNodeName(host) && { nodeName }),
    ...((instances.length !== 1 || instances[0] !== OWN_ADAPTER) && { instances }),
    ...(targets.size > 0 && { targets: [...targets.values()].map(writeTarget) }),
    ...(portals.length > 0 && {
      portals: portals.map(it => ({ ...writePortal(it.portal), ...writeAdapter(it) })),
    }),
    ...(sessions.length > 0 && { sessions: sessions.map(it => writeSession(it, initiator)) }),
    ...(saved.length > 0 && { savedLogins: saved.map(writeSaved) }),
  };
}

const writePortal = ({ address, port, symbolicName }: Portal): ScenarioIscsiPortal => ({
  address,
  ...(port !== DEFAULT_PORT && { port }),
  ...(symbolicName !== '' && { symbolicName }),
});

const writeAdapter = ({ initiatorName, initiatorPort }: Pick<SavedLogin, 'initiatorName' | 'initiatorPort'>) => ({
  ...(initiatorName !== '' && { initiatorInstance: initiatorName }),
  ...(initiatorPort !== ANY_PORT && { initiatorPort }),
});

const writeTarget = ({ name, nodeName, portals, luns, secret, maxConnections }: Target): ScenarioIscsiTarget => ({
  name,
  ...(nodeName !== undefined && { nodeName }),
  portals: portals.map(writePortal),
  luns: luns.map(({ lun, slow }) => ({ lun, ...(slow && { slow }) })),
  ...(secret !== undefined && { secret }),
  ...(maxConnections !== Number.POSITIVE_INFINITY && { maxConnections }),
});

const writeSession = (session: Session, { disks }: Initiator): ScenarioIscsiSession => ({
  id: session.id,
  target: session.target.name,
  ...(session.informational && { informational: true }),
  ...(session.multipath && { multipath: true }),
  connections: session.connections
    .filter(it => !it.isBroken)
    .map(({ id, initiatorAddress, initiatorPort, portal }) => ({
      id,
      ...(initiatorAddress !== undefined && { initiatorAddress }),
      initiatorPort,
      targetAddress: portal.address,
      targetPort: portal.port,
    })),
  disks: session.luns.map(lun => {
    const disk = disks.numberOf(session, lun);
    return { lun, ...(disk !== undefined && { disk }) };
  }),
});

const writeSaved = (it: SavedLogin) => {
  const auth = AUTH[it.auth];
  return {
    target: it.target,
    ...writeAdapter(it),
    ...(it.portal && { portal: writePortal(it.portal) }),
    ...(it.informational && { informational: true }),
    ...(auth && { auth }),
    ...(it.user !== undefined && { user: it.user }),
    ...(it.hasSecret && { hasSecret: true }),
  };
};
