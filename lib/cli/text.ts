/** Text for a terminal: without control characters, and with its real width. */

/** Control characters (C0, DEL, C1), marks that change the direction of text, line separators, and halves of surrogate pairs. */
const CONTROLS = '[\\p{Cc}\\u200e\\u200f\\u061c\\u2028-\\u202e\\u2066-\\u2069]|\\p{Surrogate}';
const UNSAFE = new RegExp(CONTROLS, 'gu');

/** Scripts whose letters are written joined, so that a mark which joins or parts them is seen. */
const JOINED = ['Arabic', 'Syriac', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil']
  .concat(['Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar', 'Tibetan', 'Nko'])
  .map(it => `\\p{Script=${it}}`)
  .join('');
const PICTURE = '\\p{Extended_Pictographic}';

/**
 * Characters without a width: two names that differ only in them look the same. Left as they are: joiners inside an emoji or a
 * script that is written joined, and the marks that choose the picture of an emoji or of a Chinese character.
 */
const UNSEEN = [
  `(?<!${PICTURE}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?)(?<![${JOINED}\\p{M}])\\u200d`,
  `(?<=${PICTURE}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?)\\u200d(?!${PICTURE})`,
  `(?<![${JOINED}\\p{M}])\\u200c`,
  '(?<![\\p{Emoji}\\p{Script=Han}\\p{Script=Mongolian}])[\\ufe00-\\ufe0f\\u180b-\\u180d\\u{e0100}-\\u{e01ef}]',
  '(?![\\u200c\\u200d\\ufe00-\\ufe0f\\u180b-\\u180d\\u{e0100}-\\u{e01ef}])\\p{Default_Ignorable_Code_Point}',
  '[\\u2800\\ufff9-\\ufffb]',
];
const HIDDEN = new RegExp([CONTROLS, ...UNSEEN].join('|'), 'gu');

/**
 * Names come from other machines and may contain anything. Characters that would control the terminal, or that nobody would see,
 * become escapes.
 */
export function escapeControls(text: string): string {
  if (ASCII.test(text)) return text;
  return text.replace(HIDDEN, found => {
    const code = found.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** The same for JSON. `JSON.stringify` does not escape DEL, C1 and the direction marks. */
export function escapeJson(json: string): string {
  return json.replace(UNSAFE, found =>
    found === '\n' ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ASCII = /^[\x20-\x7e]*$/;
const WIDE_EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]/u;

/** East Asian Wide and Fullwidth, in blocks: first and last code point. Emoji have their own property. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

/** How many cells of a terminal the text takes. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += clusterWidth(segment);
  return width;
}

function clusterWidth(cluster: string): number {
  if (WIDE_EMOJI.test(cluster)) return 2;
  const code = cluster.codePointAt(0) ?? 0;
  if (code === 0xad) return 1;
  if (ZERO.test(cluster)) return 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** The text, cut to `width` cells; an ellipsis marks the cut. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of segmenter.segment(text)) {
    used += clusterWidth(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** The escape sequences that a painter puts around text. */
const PAINT = new RegExp(`(${String.fromCharCode(0x1b)}\\[\\d+m)`);

/** How many cells painted text takes. */
export function paintedWidth(text: string): number {
  return text.split(PAINT).reduce((sum, part, i) => sum + (i % 2 === 1 ? 0 : widthOf(part)), 0);
}

/** As {@link cut}, for painted text. Its escape sequences stay. */
export function cutPainted(text: string, width: number): string {
  if (paintedWidth(text) <= width) return text;
  let left = width;
  let cutOff = false;
  return text
    .split(PAINT)
    .map((part, i) => {
      if (i % 2 === 1) return part;
      if (cutOff) return '';
      const whole = widthOf(part);
      if (whole < left) {
        left -= whole;
        return part;
      }
      cutOff = true;
      return cut(`${part} `, left);
    })
    .join('');
}
