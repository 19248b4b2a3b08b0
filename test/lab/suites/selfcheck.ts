import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hostEnvironment } from '../setup/host.js';
import { machine } from '../setup/machine.js';
import { inWine, results, standins } from '../setup/paths.js';
import { wine } from '../setup/wine.js';
import type { Outstanding } from '../world-room.js';
import type { Lab, SuiteResult } from './suite.js';

interface Seen extends Outstanding {
  readonly complaints: readonly string[];
}

/** What the lab says of a wrong act; 'crash' when the act must end the process on the spot. */
type Verdict = 'crash' | ((seen: Seen) => boolean);

const only = (found: readonly string[], pattern: RegExp): boolean => found.length === 1 && pattern.test(found[0] ?? '');

const misuse =
  (pattern: RegExp): Verdict =>
  ({ misuses, complaints }) =>
    only(misuses, pattern) && complaints.length === 0;

/** A stand-in that states or reads a call otherwise than its description has it. */
const complaint =
  (pattern: RegExp): Verdict =>
  ({ misuses, complaints }) =>
    only(complaints, pattern) && misuses.length === 0;

const leaks =
  (count: number): Verdict =>
  ({ buffers, misuses }) =>
    buffers === count && misuses.length === 0;

/** What a requester and a writer do in one process. VSS has no 32-bit programs here. */
const WRONGS_OF_VSS: Readonly<Record<string, Verdict>> =
  machine.arch === 'x86'
    ? {}
    : {
        'vss-nothing': leaks(0),
        'vss-reference-leak': leaks(1),
        'vss-metadata-leak': leaks(1),
        'vss-text-leak': leaks(1),
        'vss-writer-leak': leaks(1),
        'vss-text-freed-twice': misuse(/^SysFreeString of a buffer freed before$/),
        'vss-after-release': 'crash',
        'vss-unused-slot': 'crash',
        'vss-unused-method': 'crash',
        'vss-async-early': misuse(/^IVssBackupComponents\.GatherWriterMetadata: its IVssAsync was released while/),
        'vss-session-elsewhere': misuse(/^IVssWriterImpl\.GetSessionId on a thread that Windows has not called$/),
        'vss-session-in-identify': misuse(/^IVssWriterImpl\.GetSessionId where it must not be asked: in handler 0$/),
        'vss-set-too-late': misuse(
          /^IVssWriterImpl\.GetCurrentSnapshotSetId where it must not be asked: in handler 7$/,
        ),
        'vss-false-without-failure': misuse(/^a handler returns false without a failure$/),
        'vss-unknown-failure': misuse(/^IVssWriterImpl\.SetWriterFailureEx with a code that is none of a writer$/),
        'vss-no-restore-method': misuse(/^a writer without a restore method$/),
        'vss-no-unsubscribe': misuse(/^IVssWriterImpl\.Release of a writer that is subscribed$/),
      };

const WRONGS: Readonly<Record<string, Verdict>> = {
  nothing: ({ buffers, handles, misuses, complaints }) =>
    buffers === 0 && handles === 0 && misuses.length === 0 && complaints.length === 0,
  leak: ({ buffers, misuses }) => buffers === 1 && misuses.length === 0,
  'open-handle': ({ handles, misuses }) => handles === 1 && misuses.length === 0,
  'over-read': 'crash',
  'text-over-read': 'crash',
  'use-after-free': 'crash',
  'brought-whole': ({ buffers, misuses }) => buffers === 0 && misuses.length === 0,
  'brought-leak': ({ buffers, misuses }) => buffers === 1 && misuses.length === 0,
  'brought-over-read': 'crash',
  'brought-after-free': 'crash',
  'brought-in-bytes': misuse(/^ReportIScsiInitiatorListW was called with arguments Windows refuses$/),
  'double-free': misuse(/^WTSFreeMemory of a buffer freed before$/),
  'stray-free': misuse(/^WTSFreeMemory of a pointer that was never given$/),
  'wrong-free': misuse(/^WTSFreeMemory of a buffer that asks for WTSFreeMemoryExW\(class 2, count \d+\)$/),
  'wrong-class': misuse(/^WTSFreeMemoryExW\(class 1, count \d+\) of a buffer that asks for .*\(class 2, count \d+\)$/),
  'wrong-count': misuse(/^WTSFreeMemoryExW\(class 2, count \d+\) of a buffer that asks for .*\(class 2, count \d+\)$/),
  'stray-handle': misuse(/^a handle was closed that was not open$/),
  'whole-registration': ({ registrations, misuses }) => registrations === 0 && misuses.length === 0,
  'lasting-registration': ({ registrations, misuses }) => registrations === 1 && misuses.length === 0,
  'double-unregister': misuse(/^WTSUnRegisterSessionNotification of a window that was not registered$/),
  reserved: misuse(/^WTSEnumerateSessionsExW was called with arguments Windows refuses$/),
  'argument-renamed': complaint(/WTSLogoffSession: .* does not state sessionId \(u32\); states session \(u32\), which/),
  'argument-missing': complaint(/WTSLogoffSession: the stand-in does not state wait \(flag\)\./),
  'argument-of-another-form': complaint(/WTSLogoffSession: the stand-in states wait as u32 and not as flag\./),
  'call-unknown': complaint(/WTSNoSuchCall: the stand-in asks for it, and no description has it\./),
  ...WRONGS_OF_VSS,
  'member-renamed': complaint(/^WTSEnumerateSessionsW: .* asks its answer for 'name', but it has sessionId, state, /),
  'member-of-another-form': complaint(/^WTSEnumerateSessionsW: .* takes 'state' of its answer for u32, but it is i32$/),
};

const TIMEOUT_MS = 30_000;

/** The hook looks at the memory of `winstation.node` alone, so there the wrong one has a name that ends so. */
function addonsOf(guarded: boolean): readonly string[] {
  const wrong = path.join(standins, 'wrong.node');
  if (!guarded) return [wrong];
  const renamed = path.join(results, 'wrong-winstation.node');
  copyFileSync(wrong, renamed);
  return [path.join(standins, 'hook.node'), renamed];
}

/** Loads an addon that does one wrong thing and then leaves a file as the sign that it survived. */
async function commit(lab: Lab, wrong: string, verdict: Verdict): Promise<string | undefined> {
  const token = `selfcheck-${wrong}`;
  const survived = path.join(results, `${token}.survived`);
  rmSync(survived, { force: true });
  const guarded = wrong.startsWith('brought');
  const load = addonsOf(guarded)
    .map(file => `process.dlopen({ exports: {} }, ${JSON.stringify(inWine(file))});`)
    .join('\n');
  const sign = `require('node:fs').writeFileSync(${JSON.stringify(inWine(survived))}, '');`;
  // A file, since not every host takes code by its command line.
  const script = path.join(results, `${token}.cjs`);
  writeFileSync(script, `${load}\n${sign}\n`);
  const result = await wine([lab.exe, ...lab.host.words, inWine(script)], {
    output: path.join(results, `${token}.txt`),
    timeout: TIMEOUT_MS,
    env: {
      LAB_WORLD_PORT: String(lab.port),
      LAB_WORLD_TOKEN: token,
      LAB_WRONG: wrong,
      ...(guarded && { LAB_GUARDED: '1' }),
      ...hostEnvironment(lab.host),
    },
  });
  if (result.timedOut) return `${wrong}: did not end`;
  if (verdict === 'crash') return existsSync(survived) ? `${wrong}: went unnoticed` : undefined;
  if (!existsSync(survived)) return `${wrong}: the process ended early, with ${result.code}`;
  const remains = lab.remains(token).find(it => it.token === token);
  if (!remains) return `${wrong}: no world was asked`;
  const seen = { ...remains.out, complaints: remains.complaints };
  return verdict(seen) ? undefined : `${wrong}: seen was ${JSON.stringify(seen)}`;
}

export async function runSelfcheck(lab: Lab): Promise<SuiteResult> {
  const failures: string[] = [];
  let passed = 0;
  for (const [wrong, verdict] of Object.entries(WRONGS)) {
    if (lab.only !== undefined && !wrong.includes(lab.only)) continue;
    const failure = await commit(lab, wrong, verdict);
    if (failure === undefined) passed += 1;
    else failures.push(failure);
  }
  return { name: 'selfcheck', passed, failures };
}
