import { type Redaction, replaced } from '../base/redaction.js';
import type { ScenarioIscsi, ScenarioIscsiPortal } from '../scenario/iscsi.js';

/** The same with made-up names, addresses and secrets. The half of an id that is an address in the kernel is replaced, too. */
export function redactIscsi(iscsi: ScenarioIscsi, r: Redaction): ScenarioIscsi {
  const target = <T extends string | undefined>(name: T): T => r.text('iqn.2000-01.redacted:target', name);
  const portal = <P extends ScenarioIscsiPortal>(it: P): P =>
    replaced<ScenarioIscsiPortal>(it, {
      address: r.address(it.address),
      symbolicName: r.text('portal', it.symbolicName),
    }) as P;
  const id = (text: string | undefined) => {
    const [adapter, own] = text?.split('-') ?? [];
    return adapter === undefined ? undefined : `${r.text('fffffa800000000', adapter)}-${own}`;
  };
  return replaced(iscsi, {
    nodeName: r.text('iqn.2000-01.redacted:host', iscsi.nodeName),
    targets: iscsi.targets?.map(it =>
      replaced(it, {
        name: target(it.name),
        nodeName: target(it.nodeName),
        portals: it.portals?.map(portal),
        secret: r.text('redacted-secret', it.secret),
      }),
    ),
    portals: iscsi.portals?.map(portal),
    sessions: iscsi.sessions?.map(it =>
      replaced(it, {
        id: id(it.id),
        target: target(it.target),
        nodeName: target(it.nodeName),
        connections: it.connections?.map(one =>
          replaced(one, {
            id: id(one.id),
            initiatorAddress:
              one.initiatorAddress === '0.0.0.0' ? one.initiatorAddress : r.address(one.initiatorAddress),
            targetAddress: r.address(one.targetAddress),
          }),
        ),
      }),
    ),
    savedLogins: iscsi.savedLogins?.map(it =>
      replaced(it, {
        target: target(it.target),
        portal: it.portal && portal(it.portal),
        user: r.user(it.user),
      }),
    ),
  });
}
