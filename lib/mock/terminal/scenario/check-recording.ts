import type { Recording } from '../../../terminal/watch/recording.js';
import { checkScenario } from '../../world/scenario/validate.js';
import { happeningNamed } from '../happenings.js';

/** A recording as it may come from a file. The error names the path. */
export function checkRecording(value: unknown): asserts value is Recording {
  const recording = objectAt('the recording', value);
  if (recording.version !== 1) throw wrong('version', `must be 1, not ${String(recording.version)}`);
  within('start', '', () => checkScenario(recording.start));
  if (!Array.isArray(recording.events)) throw wrong('events', 'must be an array');
  recording.events.forEach((event, i) => {
    checkEvent(`events[${i}]`, event);
  });
}

const GAP_REASONS: readonly string[] = ['slow', 'service-restart', 'connection-lost'];

function checkEvent(path: string, value: unknown): void {
  const { at, type, sessionId, session, reason, missed, sessions } = objectAt(path, value);
  if (!(typeof at === 'number' && at >= 0 && Number.isFinite(at))) {
    throw wrong(`${path}.at`, `must be a number of milliseconds, not ${String(at)}`);
  }
  if (type === 'gap') {
    if (!GAP_REASONS.includes(reason as string)) {
      throw wrong(`${path}.reason`, `must be one of ${GAP_REASONS.join(', ')}, not ${String(reason)}`);
    }
    if (missed !== undefined && !(Number.isInteger(missed) && (missed as number) >= 0)) {
      throw wrong(`${path}.missed`, `must be a whole number, not ${String(missed)}`);
    }
    if (sessions !== undefined) {
      within(path, 'hosts[0]', () => checkScenario({ version: 1, hosts: [{ sessions }] }));
    }
    return;
  }
  if (!(Number.isInteger(sessionId) && (sessionId as number) >= 0)) {
    throw wrong(`${path}.sessionId`, `must be a whole number, not ${String(sessionId)}`);
  }
  try {
    happeningNamed(type);
  } catch (error) {
    throw wrong(`${path}.type`, `is not known: ${(error as Error).message}`);
  }
  if (session === undefined || session === null) return;
  within(`${path}.session`, 'hosts[0].sessions[0]', () =>
    checkScenario({ version: 1, hosts: [{ sessions: [session] }] }),
  );
}

function within(path: string, inner: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const { message } = error;
    const said = inner !== '' && message.startsWith(inner) ? message.slice(inner.length) : ` ${message}`;
    throw wrong(path + (said.startsWith('.') || said.startsWith(' ') ? '' : ' '), said, '');
  }
}

function objectAt(path: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrong(path, 'must be an object');
}

function wrong(path: string, problem: string, between = ' '): TypeError {
  return Object.assign(new TypeError(`${path}${between}${problem}`), { code: 'ERR_INVALID_RECORDING' });
}
