import type { ProgramResult } from '../../terminal/programs/types.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';
import { carryOut } from '../acts/carry-out.js';
import { codeOf, type Done, type Result } from '../acts/deed.js';
import { each } from '../acts/each.js';
import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import { checkRun, inputOf, programOptions } from '../acts/program-options.js';
import { ProgramOutput } from '../acts/program-output.js';
import { printResults } from '../acts/report.js';
import { CHOOSING, selectionOf } from '../acts/selection.js';
import { sessionDeed } from '../acts/session-deed.js';
import type { Call, Command } from '../call.js';
import { exactDuration } from '../duration.js';
import { escapeControls } from '../text.js';

/** Kept of each stream of each program. */
const MAX_OUTPUT = 8 * 2 ** 20;
/** Each has its output in memory. */
const AT_ONCE = 16;
const OPTIONS = ACTING.filter(it => it !== 'host');

export const run: Command = {
  name: 'run',
  summary: 'runs a program in sessions, as their users, and passes on what it writes',
  operand: 'PROGRAM [ARG ...]',
  optionsFirst: true,
  about: [
    "PROGRAM is an absolute path. What comes after it is the program's own, so the options of winstation stand before it. It runs as",
    'the user of the session, with the environment of that user, on this machine only. Needs LocalSystem, as a service or a scheduled',
    'task has it.',
    '',
    'Of one session, both streams are passed on as they are, and the exit code is that of the program. Of several, each line says',
    'whose it is, and the exit code is 0 when all of them are. Ctrl-C and --timeout end the programs, with all that they have started.',
    '',
    ...ACTING_ABOUT,
  ],
  options: ['session', ...CHOOSING, 'input', 'elevated', 'cwd', 'env', 'verbatim', ...OPTIONS],
  meanings: {
    timeout: 'how long each program may run: 30s, 10m (1h)',
  },
  examples: [
    ['run --session anna --yes C:\\Windows\\System32\\whoami.exe /all', 'as anna'],
    [
      'run --kind user --confirm=RDS01 --timeout 1m -y --json C:\\Tools\\inventory.exe',
      'in all sessions, for another program',
    ],
    ['run --session 2 --yes --input - C:\\Windows\\System32\\sort.exe < list.txt', 'with standard input'],
  ],
  acts: true,
  async run(call) {
    const { values } = call;
    const [file, ...args] = call.operands;
    if (file === undefined) throw values.wrong('run needs a PROGRAM');
    const selection = selectionOf(
      call,
      values.texts('session') ?? [],
      'Give --session, --user, --state, --kind or --idle before PROGRAM',
    );
    const options = programOptions(call);
    checkRun(call, file, args, options);
    checkPlaces(call, args);
    const input = await inputOf(call);
    const ends = new Map<SessionDetails, End>();
    const deed = sessionDeed(call, selection, {
      name: 'run',
      verb: `run ${escapeControls([file, ...args].join(' '))} in`,
      sparesOwn: false,
      async perform(_, sessions) {
        const host = call.winstation.localHost();
        const output = new ProgramOutput(call, sessions);
        const act = async (it: SessionDetails) => {
          const { signal } = call;
          const result = await host.run(it, file, args, { ...options, input, signal, maxOutput: MAX_OUTPUT });
          const { exitCode, stoppedBy } = result;
          // What is passed on is not kept: there may be many sessions.
          ends.set(it, { exitCode, stoppedBy, json: call.wantsJson ? jsonOf(result) : undefined });
          if (!call.wantsJson) {
            output.print(it, result);
            await call.output.drained?.();
          }
          return endOf(result);
        };
        const all = await each(call, host, sessions, act, { atOnce: AT_ONCE });
        return all.map(it => (ends.get(it.item)?.stoppedBy === undefined ? it : stopped(call, it)));
      },
    });
    return await carryOut(call, {
      ...deed,
      json: it => ({ ...(deed.json(it) as object), program: ends.get(it)?.json }),
      conclude: all => conclude(all, ends),
      print(all) {
        const count = all.reduce((sum, it) => sum + it.results.length, 0);
        // Of one session, standard output is the program's alone.
        if (count !== 1) printResults(call, deed, all, 'stderr');
        else
          for (const { item, outcome, text, problem } of all.flatMap(it => it.results)) {
            if (outcome !== 'done' && !problem) call.say(`session ${item.id}: ${text}`);
          }
      },
    });
  },
};

/** Where nobody can be asked, a `--yes` at the end most likely was meant for this program. */
function checkPlaces({ input, values }: Call, args: readonly string[]): void {
  if (input.isTerminal || values.flag('yes') || values.flag('dry-run')) return;
  const ours = args.find(it => ['-y', '--yes', '-n', '--dry-run'].includes(it));
  if (ours !== undefined) throw values.wrong(`what follows PROGRAM is the program's own: ${ours} stands before it`);
}

/** How a program ended. */
interface End {
  readonly exitCode: number;
  readonly stoppedBy: ProgramResult['stoppedBy'];
  /** For other programs, with all that it wrote. */
  readonly json: object | undefined;
}

const HOUR_MS = 60 * 60_000;
const LEAST_STATUS = 0x8000_0000;

function endOf({ exitCode }: ProgramResult): string {
  return `exit code ${exitCode < LEAST_STATUS ? exitCode : `0x${exitCode.toString(16)}`}`;
}

/** One that was ended did not do what it was started for. */
function stopped(call: Call, { item }: Result<SessionDetails>): Result<SessionDetails> {
  const { timeout = HOUR_MS } = call.values;
  const text = call.signal.aborted ? 'ended: interrupted' : `ended after ${exactDuration(timeout)}`;
  return { item, outcome: 'failed', text };
}

function jsonOf(result: ProgramResult): object {
  const { pid, account, elevated, exitCode, stoppedBy, stdout, stderr } = result;
  const of = ({ text, truncated }: ProgramResult['stdout']) => ({ text, truncated });
  return { pid, account, elevated, exitCode, stoppedBy, stdout: of(stdout), stderr: of(stderr) };
}

/** Of one session, the exit code of the program; else 0 when all of them ended so. */
function conclude(all: readonly Done<SessionDetails>[], ends: ReadonlyMap<SessionDetails, End>): number {
  const [first, ...more] = all.flatMap(it => it.results);
  if (first === undefined) return codeOf(all);
  const exitCodes = [first, ...more].map(it => (it.outcome === 'done' ? (ends.get(it.item)?.exitCode ?? 1) : 1));
  if (more.length === 0) return exitCodes[0] as number;
  return exitCodes.every(it => it === 0) ? 0 : 1;
}
