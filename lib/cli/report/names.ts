import { redactScenario } from '../../terminal/capture/redact.js';
import type { ScenarioHost } from '../../terminal/capture/scenario.js';
import { isGiven, mapAnswer } from './asker.js';
import { kindOfSid } from './sids.js';
import type { HostReport, SessionReport } from './types.js';

/**
 * The same reports with made-up names and addresses, as a redacted capture has them. They are replaced together, so that a
 * user gets the same name on every host. Nothing else in a report names a person or a machine.
 */
export function withoutNames(hosts: readonly HostReport[]): readonly HostReport[] {
  const { hosts: redacted = [] } = redactScenario({ version: 1, hosts: hosts.map(named) });
  return hosts.map((host, i) => renamed(host, redacted[i] ?? {}));
}

function named({ name, answers }: HostReport): ScenarioHost {
  const sessions = answers && isGiven(answers.sessions) ? answers.sessions.value : [];
  return {
    name,
    sessions: sessions.map(({ user, domain, client }) => ({
      user,
      domain,
      client: client && { name: client.name, address: client.address },
    })),
  };
}

function renamed(host: HostReport, { name = '', sessions = [] }: ScenarioHost): HostReport {
  const { answers } = host;
  if (answers === undefined) return { ...host, name };
  const replaced = mapAnswer(answers.sessions, all => all.map((it, i) => renamedSession(it, sessions[i] ?? {})));
  return { ...host, name, answers: { ...answers, sessions: replaced } };
}

function renamedSession(
  session: SessionReport,
  { user, domain, client }: NonNullable<ScenarioHost['sessions']>[number],
): SessionReport {
  return {
    ...session,
    user: user ?? undefined,
    domain: domain ?? undefined,
    sid: kindOfSid(session.sid),
    client: session.client && { ...session.client, name: client?.name, address: client?.address ?? undefined },
  };
}
