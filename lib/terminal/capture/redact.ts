import { Redaction, replaced } from '../../base/redaction.js';
import type {
  Scenario,
  ScenarioAccount,
  ScenarioClient,
  ScenarioHost,
  ScenarioListener,
  ScenarioProcess,
  ScenarioSession,
} from './scenario.js';

/**
 * The same scenario with made-up names, addresses and SIDs. The same name always gets the same replacement, so that it can still
 * be recognized. Names of sessions and programs, times and counters stay.
 */
export function redactScenario(scenario: Scenario, r = new Redaction()): Scenario {
  return replaced(scenario, { hosts: scenario.hosts?.map(host => redactHost(r, host)) });
}

function redactHost(r: Redaction, host: ScenarioHost): ScenarioHost {
  return replaced(host, {
    name: r.host(host.name),
    sessions: host.sessions?.map(session => redactSession(r, session)),
    processes: host.processes?.map(process => redactProcess(r, process)),
    accounts: host.accounts?.map(account => redactAccount(r, account)),
    listeners: host.listeners?.map(listener => redactListener(r, listener)),
  });
}

function redactSession(r: Redaction, session: ScenarioSession): ScenarioSession {
  return replaced(session, {
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
    config:
      session.config &&
      replaced(session.config, {
        logonUserName: r.user(session.config.logonUserName),
        logonDomain: r.domain(session.config.logonDomain),
        workDirectory: r.text('C:\\directory', session.config.workDirectory),
        initialProgram: r.text('program', session.config.initialProgram),
        applicationName: r.text('application', session.config.applicationName),
      }),
    virtualAddress: r.address(session.virtualAddress),
    activityId: session.activityId && '00000000-0000-4000-8000-000000000000',
  });
}

function redactClient(r: Redaction, client: ScenarioClient): ScenarioClient {
  return replaced(client, {
    name: r.text('CLIENT', client.name),
    address: r.address(client.address),
    directory: r.text('C:\\client', client.directory),
    hardwareId: client.hardwareId && 1,
    user: r.user(client.user),
    domain: r.domain(client.domain),
    workDirectory: r.text('C:\\directory', client.workDirectory),
    initialProgram: r.text('program', client.initialProgram),
    deviceId: r.text('device', client.deviceId),
  });
}

function redactProcess(r: Redaction, process: ScenarioProcess): ScenarioProcess {
  return replaced(process, { sid: r.sid(process.sid) });
}

/** Secrets are left out. */
function redactAccount(r: Redaction, { password: _, ...account }: ScenarioAccount): ScenarioAccount {
  const { config } = account;
  return replaced(account, {
    sid: r.sid(account.sid) ?? account.sid,
    name: r.user(account.name) ?? '',
    domain: r.domain(account.domain),
    config:
      config &&
      replaced(config, {
        initialProgram: r.text('program', config.initialProgram),
        workDirectory: r.text('C:\\directory', config.workDirectory),
        terminalServerProfilePath: r.text('C:\\profile', config.terminalServerProfilePath),
        terminalServerHomeDir: redactHome(r, config.terminalServerHomeDir),
      }),
  });
}

/** Whether it is on another machine stays: that is a setting of its own. */
function redactHome(r: Redaction, home: string | undefined): string | undefined {
  return r.text(home?.startsWith('\\\\') ? '\\\\HOST\\home' : 'C:\\home', home);
}

/** Its own name stays, as do the well-known SIDs of its security. */
function redactListener(r: Redaction, listener: ScenarioListener): ScenarioListener {
  const { config, security } = listener;
  return replaced(listener, {
    config:
      config &&
      replaced(config, {
        comment: r.text('comment', config.comment),
        logonUserName: r.user(config.logonUserName),
        logonDomain: r.domain(config.logonDomain),
        workDirectory: r.text('C:\\directory', config.workDirectory),
        initialProgram: r.text('program', config.initialProgram),
      }),
    security: security?.replace(/S-1-[\d-]+/gi, sid => r.sid(sid)),
  });
}
