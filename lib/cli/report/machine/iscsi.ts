import type { IscsiSessionDetails } from '../../../iscsi/sessions/types.js';
import type { Iscsi } from '../../../iscsi/types.js';
import type { Answered } from '../answered.js';
import { type Asker, mapAnswer } from '../asker.js';

const MOST_LISTED = 20;

/** The iSCSI initiator, without names and addresses. */
export interface IscsiReport {
  /** Its version, and how many adapters it has. */
  readonly info: Answered<{ readonly version: string; readonly instances: number }>;
  readonly sessions: Answered<readonly IscsiSessionReport[]>;
  /** How many there are. */
  readonly mappings: Answered<number>;
  readonly targets: Answered<number>;
  readonly portals: Answered<number>;
  readonly savedLogins: Answered<number>;
}

/** One of the first twenty sessions. Its id is left out: it has an address in the memory of the kernel. */
export interface IscsiSessionReport
  extends Pick<IscsiSessionDetails, 'connected' | 'type' | 'negotiated' | 'persistent' | 'withheld'> {
  readonly connections: number;
  /** The type of each device in Windows, and whether it has its path and its number. */
  readonly devices: readonly DeviceReport[] | undefined;
}

export interface DeviceReport {
  readonly deviceType: number;
  readonly hasPath: boolean;
  readonly hasNumber: boolean;
}

export async function askIscsi(asker: Asker, iscsi: () => Promise<Iscsi>): Promise<IscsiReport> {
  const sessions = await asker.ask(async cancel => (await iscsi()).sessions({ ...cancel, details: true }));
  return {
    info: await asker.ask(async cancel => {
      const { version, instances } = await (await iscsi()).info(cancel);
      return { version, instances: instances.length };
    }),
    sessions: mapAnswer(sessions, all => all.slice(0, MOST_LISTED).map(sessionReport)),
    mappings: await asker.ask(async cancel => (await (await iscsi()).mappings(cancel)).length),
    targets: await asker.ask(async cancel => (await (await iscsi()).targets(cancel)).length),
    portals: await asker.ask(async cancel => (await (await iscsi()).portals(cancel)).length),
    savedLogins: await asker.ask(async cancel => (await (await iscsi()).savedLogins(cancel)).length),
  };
}

function sessionReport(session: IscsiSessionDetails): IscsiSessionReport {
  const { connected, type, negotiated, persistent, withheld } = session;
  return {
    ...{ connected, type, negotiated, persistent, withheld },
    connections: session.connections.length,
    devices: session.devices?.map(({ deviceType, path, disk }) => {
      return { deviceType, hasPath: path !== undefined, hasNumber: disk !== undefined };
    }),
  };
}
