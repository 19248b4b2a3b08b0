import { oemText } from '../mock/terminal/programs/oem-text.js';
import type { World } from '../mock/types.js';

const FOLDER = 'C:\\Windows\\System32\\';

/** A world has no programs of its own. These are for those who try `run` without Windows. */
export function installPrograms(world: World): void {
  world.program(`${FOLDER}whoami.exe`, async function* ({ env }) {
    yield { stdout: oemBytes(`${env.USERDOMAIN}\\${env.USERNAME}\r\n`.toLowerCase()) };
    return 0;
  });
  world.program(`${FOLDER}hostname.exe`, async function* ({ env }) {
    yield { stdout: `${env.COMPUTERNAME}\r\n` };
    return 0;
  });
  world.program(`${FOLDER}sort.exe`, async function* ({ input }) {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of input) text += decoder.decode(chunk, { stream: true });
    const lines = text.split(/\r?\n/).filter(it => it !== '');
    yield {
      stdout: lines
        .map(it => `${it}\r\n`)
        .sort()
        .join(''),
    };
    return 0;
  });
}

const BYTES = new Map(Array.from({ length: 256 }, (_, byte) => [oemText(Uint8Array.of(byte)), byte]));

/** As console programs of Windows write; `?` for what the code page lacks. */
function oemBytes(text: string): Uint8Array {
  return Uint8Array.from([...text].map(it => BYTES.get(it) ?? 0x3f));
}
