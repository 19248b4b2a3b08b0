import { recordEvents } from '../../terminal/watch/recording.js';
import type { Command } from '../call.js';
import { toJson } from '../json.js';
import { MAX_WAIT_MS } from '../values.js';

export const record: Command = {
  name: 'record',
  summary: 'writes a recording of what happens on this machine, for --play and world.play()',
  about: [
    'Writes the sessions at the start and everything that happened to them, as JSON that a world can play. Names, addresses',
    'and SIDs are replaced by made-up ones; the same name always gets the same replacement. It ends after --for, or by',
    'Ctrl-C, with exit code 0.',
  ],
  options: ['for', 'output', 'no-redact', 'mock', 'play', 'help'],
  examples: [
    ['record --for 60s -o morning.json', 'what happens in one minute'],
    ['watch --play morning.json', 'plays it again'],
  ],
  lasting: true,
  async run(call) {
    const { values } = call;
    const wait = values.wait('for', 1);
    const end = new AbortController();
    const stop = () => end.abort();
    call.signal.addEventListener('abort', stop);
    if (call.signal.aborted) stop();
    const alive = setInterval(() => {}, MAX_WAIT_MS);
    let limit: ReturnType<typeof setTimeout> | undefined;
    try {
      const host = call.winstation.localHost();
      const watch = host.watch({ details: true });
      let gaps = 0;
      watch.on('gap', () => {
        gaps += 1;
      });
      const recorded = recordEvents(watch, { signal: end.signal, redact: !values.flag('no-redact') });
      const armed = async () => {
        call.say(`recording ${host.name}${wait === undefined && !call.play ? '; Ctrl-C ends it' : ''}`);
        if (wait !== undefined) limit = setTimeout(stop, wait);
        if (!call.play) return;
        await call.play();
        stop();
      };
      // If it never becomes ready, `recorded` rejects with the reason.
      const played = watch.ready.then(armed, () => {});
      const [recording] = await Promise.all([recorded, played]);
      const text = toJson(recording);
      const file = values.text('output');
      if (file === undefined) call.print(text);
      else if (!(await call.writeFile(file, text))) return 1;
      else call.say(`wrote ${file}: ${recording.events.length} event${recording.events.length === 1 ? '' : 's'}`);
      if (gaps > 0)
        call.say(`the recording is not complete: events were lost at ${gaps} point${gaps === 1 ? '' : 's'}`);
      return 0;
    } finally {
      stop();
      clearInterval(alive);
      clearTimeout(limit);
      call.signal.removeEventListener('abort', stop);
    }
  },
};
