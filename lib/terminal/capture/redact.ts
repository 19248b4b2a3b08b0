import { fold } from '../../base/fold.js';
import type {
  Scenario,
  ScenarioAccount,
  ScenarioClient,
  ScenarioHost,
  ScenarioProcess,
  ScenarioSession,
} from './scenario.js';

/**
 * The same scenario with made-up names, addresses and SIDs. The same name always gets the same replacement, so that it can still
 * be recognized. Names of sessions and programs, times and counters stay.
 */
export function redactScenario(scenario: Scenario): Scenario {
  const r = new Redaction();
  return { ...scenario, hosts: scenario.hosts?.map(host => redactHost(r, host)) };
}

function redactHost(r: Redaction, host: ScenarioHost): ScenarioHost {
  return {
    ...host,
    name: r.host(host.name),
    sessions: host.sessions?.map(session => redactSession(r, session)),
    processes: host.processes?.map(process => redactProcess(r, process)),
    accounts: host.accounts?.map(account => redactAccount(r, account)),
  };
}

function redactSession(r: Redaction, session: ScenarioSession): ScenarioSession {
  return {
    ...session,
    user: r.user(session.user),
    domain: r.domain(session.domain),
    sid: r.sid(session.sid),
    hostName: r.host(session.hostName),
    farmName: r.text('farm', session.farmName),
    client: session.client && redactClient(r, session.client),
    initialProgram: r.text('program', session.initialProgram),
    applicationName: r.text('application', session.applicationName),
    workingDirectory: r.text('C:\\directory', session.workingDirectory),
    oemId: r.text('oem', session.oemId),
    config: session.config && {
      ...session.config,
      logonUserName: r.user(session.config.logonUserName),
      logonDomain: r.domain(session.config.logonDomain),
      workDirectory: r.text('C:\\directory', session.config.workDirectory),
      initialProgram: r.text('program', session.config.initialProgram),
      applicationName: r.text('application', session.config.applicationName),
    },
    virtualAddress: r.address(session.virtualAddress),
    activityId: session.activityId && '00000000-0000-4000-8000-000000000000',
  };
}

function redactClient(r: Redaction, client: ScenarioClient): ScenarioClient {
  return {
    ...client,
    name: r.text('CLIENT', client.name),
    address: r.address(client.address),
    directory: r.text('C:\\client', client.directory),
    hardwareId: client.hardwareId && 1,
    user: r.user(client.user),
    domain: r.domain(client.domain),
    workDirectory: r.text('C:\\directory', client.workDirectory),
    initialProgram: r.text('program', client.initialProgram),
    deviceId: r.text('device', client.deviceId),
  };
}

function redactProcess(r: Redaction, process: ScenarioProcess): ScenarioProcess {
  return { ...process, sid: r.sid(process.sid) };
}

function redactAccount(r: Redaction, account: ScenarioAccount): ScenarioAccount {
  return {
    ...account,
    sid: r.sid(account.sid) ?? account.sid,
    name: r.user(account.name) ?? '',
    domain: r.domain(account.domain),
  };
}

class Redaction {
  readonly #names = new Map<string, Map<string, string>>();

  host = <T extends string | null | undefined>(name: T): T => this.text('HOST', name);
  user = <T extends string | null | undefined>(name: T): T => this.text('user', name);
  domain = <T extends string | null | undefined>(name: T): T => this.text('DOMAIN', name);

  /** Well-known SIDs stay: they name no person. */
  sid<T extends string | null | undefined>(sid: T): T {
    if (!sid?.startsWith('S-1-5-21-')) return sid;
    return this.#replace('sid', sid, n => `S-1-5-21-1-2-3-${1000 + n}`) as T;
  }

  /** The new addresses are from ranges that no real client uses (RFC 2544, RFC 3849). */
  address<T extends string | null | undefined>(address: T): T {
    if (!address) return address;
    if (address.includes(':')) return this.#replace('address', address, n => `2001:db8::${n.toString(16)}`) as T;
    return this.#replace('address', address, n => `198.18.${(n >> 8) & 255}.${n & 255}`) as T;
  }

  text<T extends string | null | undefined>(kind: string, text: T): T {
    if (!text) return text;
    return this.#replace(kind, text, n => `${kind}${n}`) as T;
  }

  #replace(kind: string, text: string, make: (n: number) => string): string {
    const known = this.#names.get(kind) ?? new Map<string, string>();
    this.#names.set(kind, known);
    const key = fold(text);
    const other = known.get(key) ?? make(known.size + 1);
    known.set(key, other);
    return other;
  }
}
