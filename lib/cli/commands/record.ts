import type { SessionHost } from '../../terminal/types.js';
import { recordEvents } from '../../terminal/watch/recording.js';
import type { Call, Command } from '../call.js';
import { toJson } from '../json.js';
import { problemOf } from '../problem.js';
import { type ResultFile, resultFile } from '../result-file.js';
import { MAX_WAIT_MS } from '../values.js';
import { checkPoll } from '../watch/poll.js';

export const record: Command = {
  name: 'record',
  summary: 'writes a recording of what happens on this machine or another, for --play and world.play()',
  about: [
    'Writes the sessions at the start and everything that happened to them, as JSON that a world can play. Names, addresses',
    'and SIDs are replaced by made-up ones; the same name always gets the same replacement. It ends after --for, or by',
    'Ctrl-C, with exit code 0. Whether the file can be written is looked at first.',
  ],
  options: ['for', 'output', 'no-redact', 'poll', 'host', 'timeout', 'mock', 'play', 'quiet', 'help'],
  meanings: { host: 'record this host instead of this machine' },
  examples: [
    ['record --for 60s -o morning.json', 'what happens in one minute'],
    ['record --host rds01 --poll 10s -o rds01.json', 'another machine, with lock and unlock'],
    ['watch --play morning.json', 'plays it again'],
  ],
  lasting: true,
  async run(call) {
    const { values } = call;
    const wait = values.wait('for', 1);
    const poll = checkPoll(values);
    const [name, second] = values.hosts;
    if (second !== undefined) throw values.wrong('a recording is of one machine; give --host once');
    const result = await resultFile(call);
    if (!result) return 1;
    try {
      const { signal } = call;
      const { timeout } = values;
      const host =
        name === undefined ? call.winstation.localHost() : await call.winstation.openHost(name, { signal, timeout });
      try {
        return await recordHost(call, host, { wait, poll, result });
      } finally {
        // Nobody waits for this: a host that does not answer may not answer this either.
        host.close().catch(() => {});
      }
    } catch (error) {
      if (name === undefined || call.signal.aborted) throw error;
      call.report(problemOf(error, { host: name, timeout: values.timeout }));
      return 1;
    }
  },
};

interface How {
  readonly wait: number | undefined;
  readonly poll: number | undefined;
  readonly result: ResultFile;
}

async function recordHost(call: Call, host: SessionHost, { wait, poll, result }: How): Promise<0 | 1> {
  const { values } = call;
  const end = new AbortController();
  const stop = () => end.abort();
  const ended = new Promise<void>(resolve => end.signal.addEventListener('abort', () => resolve()));
  call.signal.addEventListener('abort', stop);
  if (call.signal.aborted) stop();
  const alive = setInterval(() => {}, MAX_WAIT_MS);
  let limit: ReturnType<typeof setTimeout> | undefined;
  try {
    const watch = host.watch({ details: true, poll });
    let gaps = 0;
    watch.on('gap', () => {
      gaps += 1;
    });
    const recorded = recordEvents(watch, { signal: end.signal, redact: !values.flag('no-redact') });
    const armed = async () => {
      call.note(`recording ${host.name}${wait === undefined && !call.play ? '; Ctrl-C ends it' : ''}`);
      if (wait !== undefined) limit = setTimeout(stop, wait);
      if (!call.play) return;
      // What is recorded ends with the recording that is played, and not the other way round.
      await Promise.race([call.play(), ended]);
      stop();
    };
    // If it never becomes ready, `recorded` rejects with the reason.
    const played = watch.ready.then(armed, () => {});
    const [recording] = await Promise.all([recorded, played]);
    const count = recording.events.filter(({ type }) => type !== 'gap').length;
    const about = `${count} event${count === 1 ? '' : 's'}`;
    if (!(await result.write(toJson(recording), file => `wrote ${file}: ${about}`))) return 1;
    const { failed } = recording;
    if (failed) call.say(`the watch failed on the way (${failed.code}); the recording has what came before`);
    if (gaps > 0) call.say(`the recording is not complete: events were lost at ${gaps} point${gaps === 1 ? '' : 's'}`);
    return failed ? 1 : 0;
  } finally {
    stop();
    clearInterval(alive);
    clearTimeout(limit);
    call.signal.removeEventListener('abort', stop);
  }
}
