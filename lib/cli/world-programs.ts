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

/** Of code page 437, the letters that names of people have. */
const LETTERS = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ';
const SHARP_S = 0xe1;

/** As console programs of Windows write; `?` for what the code page lacks. */
function oemBytes(text: string): Uint8Array {
  return Uint8Array.from([...text].map(oemByte));
}

function oemByte(letter: string): number {
  const code = letter.charCodeAt(0);
  if (code < 0x80) return code;
  if (letter === 'ß') return SHARP_S;
  const at = LETTERS.indexOf(letter);
  return at < 0 ? 0x3f : 0x80 + at;
}
