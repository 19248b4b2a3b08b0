import { iscsiConnectionId } from '../../../identity/iscsi-connection-id.js';
import { iscsiSessionId } from '../../../identity/iscsi-session-id.js';
import type { ScenarioIscsi, ScenarioIscsiConnection, ScenarioIscsiSession } from '../../../scenario/iscsi.js';
import { scenarioError } from '../../world/scenario/validate.js';
import { addressFor, portalFrom, targetFrom } from '../control.js';
import { DEFAULT_PORT, Initiator, OWN_ADAPTER } from '../initiator.js';
import type { Session, Target } from '../state.js';

const ANY_PORT = 0xffffffff;

export const defaultNodeName = (host: string): string => `iqn.1991-05.com.microsoft:${host.toLowerCase()}`;

export function readIscsi(host: string, given: ScenarioIscsi = {}): Initiator {
  const { nodeName, instances, targets = [], portals = [], sessions = [], savedLogins = [] } = given;
  const initiator = new Initiator(nodeName ?? defaultNodeName(host), instances ?? [OWN_ADAPTER]);
  targets.forEach(({ name, ...target }, i) => {
    if (initiator.target(name)) throw scenarioError(`iscsi.targets[${i}].name`, `is '${name}' a second time`);
    initiator.addTarget(targetFrom(name, target, addressFor(initiator)));
  });
  sessions.forEach((it, i) => void readSession(initiator, it, `iscsi.sessions[${i}]`));
  for (const { initiatorInstance = '', initiatorPort = ANY_PORT, ...portal } of portals) {
    const discovery = { initiatorName: initiatorInstance, initiatorPort, portal: portalFrom(portal), targets: [] };
    initiator.portals.push(discovery);
    initiator.discover(discovery);
  }
  for (const it of savedLogins) {
    initiator.saved.push({
      target: it.target,
      initiatorName: it.initiatorInstance ?? '',
      initiatorPort: it.initiatorPort ?? ANY_PORT,
      portal: it.portal && portalFrom(it.portal),
      informational: it.informational ?? false,
      multipath: false,
      auth: it.auth === 'chap' ? 1 : it.auth === 'mutualChap' ? 2 : 0,
      user: it.user,
      secret: undefined,
      hasSecret: it.hasSecret ?? false,
    });
  }
  return initiator;
}

function readSession(initiator: Initiator, given: ScenarioIscsiSession, path: string): Session {
  const target = initiator.target(given.target) ?? impliedTarget(initiator, given);
  const { informational = false, multipath = false } = given;
  const id = parsed(`${path}.id`, given.id, iscsiSessionId.parse) ?? initiator.nextSessionId();
  if (initiator.session(id)) throw scenarioError(`${path}.id`, `is ${id} a second time`);
  const luns = given.disks?.map(it => it.lun) ?? target.luns.map(it => it.lun);
  const session: Session = {
    id,
    target,
    instance: initiator.instances[0] ?? OWN_ADAPTER,
    informational,
    multipath,
    maxConnections: 8,
    connections: [],
    luns: informational ? [] : luns,
  };
  (given.connections ?? [{}]).forEach((it, i) => {
    const connection = initiator.connect(session, portalOf(target, it), {});
    const known = parsed(`${path}.connections[${i}].id`, it.id, iscsiConnectionId.parse);
    if (known !== undefined) connection.id = known;
    Object.assign(connection, {
      ...(it.initiatorAddress !== undefined && { initiatorAddress: it.initiatorAddress }),
      ...(it.initiatorPort !== undefined && { initiatorPort: it.initiatorPort }),
    });
  });
  initiator.sessions.push(session);
  if (given.disks === undefined) initiator.findDisks(session);
  for (const { lun, disk } of given.disks ?? []) if (disk !== undefined) initiator.disks.give(session, lun, disk);
  return session;
}

function parsed<T>(path: string, id: string | undefined, parse: (id: string) => T): T | undefined {
  if (id === undefined) return undefined;
  try {
    return parse(id);
  } catch {
    throw scenarioError(path, `is no id: '${id}'`);
  }
}

const portalOf = ({ portals }: Target, { targetAddress, targetPort }: ScenarioIscsiConnection) =>
  targetAddress === undefined ? portals[0]! : portalFrom({ address: targetAddress, port: targetPort });

/** What a session says of its target, where nothing else does. */
function impliedTarget(
  initiator: Initiator,
  { target, nodeName, connections = [], disks }: ScenarioIscsiSession,
): Target {
  const portals = connections.flatMap(({ targetAddress, targetPort = DEFAULT_PORT }) =>
    targetAddress === undefined ? [] : [{ address: targetAddress, port: targetPort }],
  );
  const luns = disks?.map(({ lun, disk }) => ({ lun, slow: disk === undefined }));
  const described = { nodeName, ...(portals.length > 0 && { portals }), ...(luns && { luns }) };
  return initiator.addTarget(targetFrom(target, described as object, addressFor(initiator)));
}
