import { Follower, type Reader } from '../../fleet/follower.js';
import { ABOUT_TYPES } from '../../terminal/watch/observed-event.js';
import type { EventType, WatchOptions } from '../../terminal/watch/types.js';
import type { Call, Command } from '../call.js';
import { problemOf, withinTime } from '../problem.js';
import { sessionFilter } from '../session-cells.js';
import { UsageError } from '../usage.js';
import { MAX_WAIT_MS, type Values } from '../values.js';
import { chooseOutput, errorLine } from '../watch/outputs.js';
import { checkPoll } from '../watch/poll.js';
import { EVENT_WORDS } from '../words.js';

/** Another host is watched by comparing its lists, and no list shows these. */
const LOCAL_TYPES: readonly EventType[] = ['remoteControl', 'desktopReady'];
const POLLED_TYPES: readonly EventType[] = ['lock', 'unlock'];

export const watch: Command = {
  name: 'watch',
  summary: 'what happens to sessions: logon, lock, disconnect, ...',
  about: [
    'On a terminal, shows a live table of the sessions with the latest events below it. Elsewhere, prints a line for each',
    'event. A host that cannot be reached is tried again until it answers. Ctrl-C, or q on a terminal, ends it with exit code 0.',
    '',
    `Types: ${ABOUT_TYPES.slice(0, 8).join(', ')},`,
    `${[...ABOUT_TYPES.slice(8), 'snapshot', 'gap'].join(', ')}. Other hosts report lock and unlock`,
    'only with --poll, and never remoteControl and desktopReady.',
  ],
  options: [
    'user',
    'state',
    'kind',
    'type',
    'until',
    'poll',
    'host',
    'timeout',
    'mock',
    'play',
    'json',
    'quiet',
    'help',
  ],
  meanings: {
    timeout: 'how long to wait for a host (30s); with --until: for the event, and without one the exit code is 1',
    json: 'one line of JSON for each event, for other programs',
  },
  examples: [
    ['watch', 'what happens on this machine'],
    ['watch --host rds01 --host rds02 --poll 10s', 'two other machines, with lock and unlock'],
    ['watch --type logon,logoff --json', 'for another program'],
    ['watch --until logon --user anna --timeout 8h', 'waits until anna logs on'],
  ],
  lasting: true,
  async run(call) {
    const { values } = call;
    const types = typesOf(values);
    const until = values.texts('until') && types;
    const poll = checkPoll(values);
    checkTypes(values, types, poll);
    return await follow(call, { where: sessionFilter(values), types, poll, details: true }, until);
  },
};

function typesOf(values: Values): readonly EventType[] | undefined {
  const until = values.wordList('until', ABOUT_TYPES);
  const types = values.wordList('type', EVENT_WORDS);
  if (until && types) throw values.wrong('--until names the type that it waits for; leave --type out');
  return until ?? types;
}

function checkTypes(values: Values, types: readonly EventType[] | undefined, poll: number | undefined): void {
  if (values.hosts.length === 0) return;
  const local = types?.find(it => LOCAL_TYPES.includes(it));
  if (local) throw values.wrong(`Windows does not report ${local} on other hosts`);
  const polled = types?.find(it => POLLED_TYPES.includes(it));
  if (polled && poll === undefined)
    throw values.wrong(`other hosts report ${polled} only with --poll, such as --poll 10s`);
}

async function follow(call: Call, options: WatchOptions, until: readonly EventType[] | undefined): Promise<0 | 1> {
  const { hosts, timeout } = call.values;
  const end = new AbortController();
  let found = false;
  const settled = new Set<Follower>();
  const names: readonly (string | undefined)[] = hosts.length > 0 ? hosts : [undefined];
  const followers: Follower[] = [];
  const output = chooseOutput(call, followers, until !== undefined);
  const stop = () => {
    // The last picture is that of the sessions, so it is painted before they are let go.
    output.stop();
    end.abort();
  };
  const allSettled = new Promise<void>(resolve => {
    const reader: Reader = {
      async event(from, event) {
        // A gap is always reported, but `--until` does not wait for one.
        if (found || (until && !until.includes(event.type))) return;
        output.event(from, event);
        found = until !== undefined;
        if (found) stop();
        else await call.output.drained?.();
      },
      changed(from) {
        if (from.state.at !== 'opening') settled.add(from);
        if (settled.size === names.length) resolve();
        output.changed(from);
      },
      failed: (from, error) => output.failed(from, problemOf(error, { host: from.name, timeout })),
    };
    // With `--until`, the timeout is for the event and not for the host.
    const openTimeout = until ? undefined : timeout;
    followers.push(...names.map(name => new Follower(call.winstation, name, { watch: options, openTimeout }, reader)));
  });
  // While all hosts are only waited for, nothing else keeps the process alive.
  const alive = setInterval(() => {}, MAX_WAIT_MS);
  const limit = until && timeout !== undefined ? setTimeout(stop, timeout) : undefined;
  call.signal.addEventListener('abort', stop);
  if (call.signal.aborted) stop();
  output.start(stop);
  try {
    const all = Promise.all(followers.map(it => it.follow(end.signal)));
    const played = call.play && allSettled.then(() => call.play?.()).then(stop);
    await Promise.all([all, played && Promise.race([played, all])]);
  } catch (error) {
    // The live table must leave the terminal before the error is written.
    output.stop();
    if (call.wantsJson && !(error instanceof UsageError)) {
      const host = followers[0]?.name;
      call.printJsonLine(errorLine(call, host, problemOf(error, { host, timeout })));
    }
    throw error;
  } finally {
    clearInterval(alive);
    clearTimeout(limit);
    call.signal.removeEventListener('abort', stop);
    stop();
    output.stop();
  }
  if (!until || found) return 0;
  call.signal.throwIfAborted();
  call.say(`no ${until.join(' or ')}${timeout === undefined ? '' : ` ${withinTime(timeout)}`}`);
  return 1;
}
