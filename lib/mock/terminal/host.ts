import { WIN32_CODES as E } from '../../errors/codes.js';
import type { Activity } from '../world/activity.js';
import type { Machine } from '../world/machine.js';
import type { Service, ServiceState } from '../world/service.js';
import { Clients } from './channels/clients.js';
import { Connections } from './connections.js';
import { Messages } from './messages.js';
import { Notices } from './notices.js';
import { Power } from './power.js';
import { Programs } from './programs/programs.js';
import { Logons } from './signed-on.js';
import type { HostState } from './state.js';
import { Transitions } from './transitions.js';

/** The services that this domain's calls have to do with, by the key of a scenario's host that says how each is. */
export const SERVICES = { termService: 'TermService', lsm: 'LSM' } as const;
export type ServiceKey = keyof typeof SERVICES;
/** The services of a host that a world can stop. */
export type ServiceName = (typeof SERVICES)[ServiceKey];

/** A host of a world as this domain sees it: its sessions and all that goes on there. */
export interface SimulatedHost {
  readonly machine: Machine;
  readonly state: HostState;
  readonly transitions: Transitions;
  readonly messages: Messages;
  readonly clients: Clients;
  readonly notices: Notices;
  readonly power: Power;
  readonly programs: Programs;
  /** What its protocol provider hears. */
  readonly connections: Connections;
  readonly logons: Logons;
  readonly services: Readonly<Record<ServiceKey, Service>>;
}

/** How a host is asked. */
export interface HostOptions {
  readonly machine: Machine;
  readonly state: HostState;
  readonly services: Readonly<Record<ServiceKey, ServiceState>>;
  readonly activity: Activity;
  /** After every change of a session. */
  readonly changed: () => void;
}

export function makeHost({ machine, state, services, activity, changed }: HostOptions): SimulatedHost {
  const { clock, isLocal, name: hostName } = machine;
  for (const time of timesOf(state)) clock.catchUp(time);
  const messages = new Messages(clock);
  const notices = new Notices(clock, activity);
  const clients = new Clients(state, activity);
  const connections = new Connections(state, () => clock.now());
  const logons = new Logons(state);
  const transitions = new Transitions(state, {
    now: () => clock.stamp(),
    // The one place that every change of a session passes.
    happened: (what, sessionId) => {
      if (what === 'terminate') messages.sessionEnded(sessionId);
      if (what === 'terminate') programs.sessionEnded(sessionId);
      clients.sessionsChanged();
      connections.happened(what, sessionId);
      logons.happened(what, sessionId);
      notices.happened(what, sessionId);
      changed();
    },
  });
  const programs: Programs = new Programs({ state, transitions, clock, activity });
  // What another machine answers then was not seen on Windows.
  const refusal = isLocal ? E.RPC_S_INVALID_BINDING : E.RPC_S_SERVER_UNAVAILABLE;
  const termService = machine.services.add({
    name: SERVICES.termService,
    hostName,
    state: services.termService,
    refusal,
    changed: now => notices.service(now),
    ready: () => notices.ready(),
  });
  const lsm = machine.services.add({
    name: SERVICES.lsm,
    hostName,
    state: services.lsm,
    refusal,
    // The sessions stay. Registrations are lost, and waits for events end.
    stopped: () => {
      notices.unregisterAll();
      notices.breakWaits(refusal);
    },
  });
  machine.whenCut.push(() => notices.breakWaits(E.RPC_S_SERVER_UNAVAILABLE));
  const power = new Power(machine, state, transitions);
  return {
    machine,
    state,
    transitions,
    messages,
    clients,
    notices,
    power,
    programs,
    connections,
    logons,
    services: { termService, lsm },
  };
}

/** When something happened to the sessions of a host, in order. */
function timesOf({ sessions }: HostState): readonly bigint[] {
  return [...sessions.values()]
    .flatMap(it => [it.logonTime, it.connectTime, it.disconnectTime, it.lastInputTime])
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
