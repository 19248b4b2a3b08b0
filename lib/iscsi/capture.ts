import type { Wait } from '../lane/wait.js';
import type { ScenarioIscsi, ScenarioIscsiPortal, ScenarioIscsiTarget } from '../scenario/iscsi.js';
import { type AskIscsi, answerOf, type IscsiContext, type SharedIscsi, valueFrom } from './context.js';
import { compileFilter } from './sessions/filter.js';
import { gatherSessions } from './sessions/gather.js';
import { targetOf } from './sessions/rows.js';
import type { IscsiSessionDetails } from './sessions/types.js';
import type { RawSavedLogin } from './targets/saved-logins.js';

const DEFAULT_PORT = 3260;
const ANY_PORT = 0xffffffff;

/** What a world needs in order to show the same. A part that Windows refuses is left out. */
export async function captureIscsi(shared: SharedIscsi, wait: Wait): Promise<ScenarioIscsi> {
  const context: IscsiContext = { ...shared, timeout: Number.POSITIVE_INFINITY };
  return await shared.reads.run(wait, async ask => {
    const nodeName = await valueFrom(shared, ask, 'GetIScsiInitiatorNodeNameW', {});
    const instances = await answerOf(ask, 'ReportIScsiInitiatorListW', {});
    const sessions = await gatherSessions(context, ask, compileFilter());
    const portals = await answerOf(ask, 'ReportIScsiSendTargetPortalsExW', {});
    const saved = await answerOf(ask, 'ReportIScsiPersistentLoginsW', {});
    return {
      nodeName,
      ...(instances.ok && { instances: instances.value }),
      targets: await capturedTargets(ask, sessions),
      ...(portals.ok && { portals: portals.value.map(it => ({ ...portalOf(it), ...adapterOf(it) })) }),
      sessions: sessions.map(capturedSession),
      ...(saved.ok && { savedLogins: saved.value.map(capturedLogin) }),
    };
  });
}

/** Their portals, and of LUNs those that sessions have found. */
async function capturedTargets(
  ask: AskIscsi,
  sessions: readonly IscsiSessionDetails[],
): Promise<readonly ScenarioIscsiTarget[]> {
  const names = await answerOf(ask, 'ReportIScsiTargetsW', { refresh: false });
  const targets: ScenarioIscsiTarget[] = [];
  for (const name of names.ok ? names.value : []) {
    const portals = await answerOf(ask, 'ReportIScsiTargetPortalsW', { target: name });
    const own = sessions.filter(it => it.target?.toLowerCase() === name.toLowerCase());
    const luns = new Set(own.flatMap(it => it.devices?.map(({ scsi }) => scsi.lun) ?? []));
    const nodeName = own.find(it => it.targetNodeName !== undefined)?.targetNodeName;
    targets.push({
      name,
      ...(nodeName !== undefined && { nodeName }),
      ...(portals.ok && portals.value.length > 0 && { portals: portals.value.map(portalOf) }),
      ...(luns.size > 0 && { luns: [...luns].map(lun => ({ lun })) }),
    });
  }
  return targets;
}

const portalOf = ({ address, port, symbolicName }: Required<ScenarioIscsiPortal>): ScenarioIscsiPortal => ({
  address,
  ...(port !== DEFAULT_PORT && { port }),
  ...(symbolicName !== '' && { symbolicName }),
});

const adapterOf = ({ initiatorName, initiatorPort }: Pick<RawSavedLogin, 'initiatorName' | 'initiatorPort'>) => ({
  ...(initiatorName !== '' && { initiatorInstance: initiatorName }),
  ...(initiatorPort !== ANY_PORT && { initiatorPort }),
});

function capturedSession(session: IscsiSessionDetails) {
  const { id, type, connections, devices } = session;
  return {
    id,
    target: targetOf(session) ?? '(none)',
    ...(session.targetNodeName !== undefined && { nodeName: session.targetNodeName }),
    ...((type === 'informational' || type === 'discovery') && { informational: true }),
    connections: connections.map(({ id, initiatorAddress, initiatorPort, targetAddress, targetPort }) => ({
      id,
      ...(initiatorAddress !== undefined && { initiatorAddress }),
      initiatorPort,
      ...(targetAddress !== undefined && { targetAddress }),
      targetPort,
    })),
    ...(devices && {
      disks: devices.map(({ scsi, disk }) => ({ lun: scsi.lun, ...(disk !== undefined && { disk }) })),
    }),
  };
}

function capturedLogin(it: RawSavedLogin) {
  const auth = ([undefined, 'chap', 'mutualChap'] as const)[it.auth];
  return {
    target: it.target,
    ...adapterOf(it),
    ...(it.address !== '' && { portal: portalOf(it) }),
    ...(it.informational && { informational: true }),
    ...(auth && { auth }),
    ...(it.user !== undefined && { user: it.user }),
    ...(it.hasSecret && { hasSecret: true }),
  };
}
