import type { Redaction } from '../base/redaction.js';
import type { ScenarioIscsi, ScenarioIscsiPortal } from '../scenario/iscsi.js';

/** The same with made-up names, addresses and secrets. The half of an id that is an address in the kernel is replaced, too. */
export function redactIscsi(iscsi: ScenarioIscsi, r: Redaction): ScenarioIscsi {
  const target = <T extends string | undefined>(name: T): T => r.text('iqn.2000-01.redacted:target', name);
  const portal = <P extends ScenarioIscsiPortal>(it: P): P => ({
    ...it,
    address: r.address(it.address),
    ...(it.symbolicName !== undefined && { symbolicName: r.text('portal', it.symbolicName) }),
  });
  const id = (text: string | undefined) => {
    const [adapter, own] = text?.split('-') ?? [];
    return adapter === undefined ? undefined : `${r.text('fffffa800000000', adapter)}-${own}`;
  };
  return defined({
    ...iscsi,
    nodeName: r.text('iqn.2000-01.redacted:host', iscsi.nodeName),
    targets: iscsi.targets?.map(it =>
      defined({
        ...it,
        name: target(it.name),
        ...(it.nodeName !== undefined && { nodeName: target(it.nodeName) }),
        portals: it.portals?.map(portal),
        ...(it.secret !== undefined && { secret: r.text('redacted-secret', it.secret) }),
      }),
    ),
    portals: iscsi.portals?.map(portal),
    sessions: iscsi.sessions?.map(it =>
      defined({
        ...it,
        id: id(it.id),
        target: target(it.target),
        ...(it.nodeName !== undefined && { nodeName: target(it.nodeName) }),
        connections: it.connections?.map(one =>
          defined({
            ...one,
            id: id(one.id),
            initiatorAddress:
              one.initiatorAddress === '0.0.0.0' ? one.initiatorAddress : r.address(one.initiatorAddress),
            targetAddress: r.address(one.targetAddress),
          }),
        ),
      }),
    ),
    savedLogins: iscsi.savedLogins?.map(it =>
      defined({
        ...it,
        target: target(it.target),
        ...(it.portal && { portal: portal(it.portal) }),
        user: r.user(it.user),
      }),
    ),
  }) as ScenarioIscsi;
}

/** Without what is missing: written as JSON with `null`, no reader would take it. */
function defined(it: object): object {
  return Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined));
}
