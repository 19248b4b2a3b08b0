import { type Measured, SUBJECTS, time } from './report.js';

const TITLE = 'Time per session of sessionsSync(), in the lab; shorter is better';
const GROUPS = ['sessions3', 'sessions100', 'sessions1000', 'sessions10000'];
const PEERS: readonly (readonly [key: string, label: string, colour: string])[] = [
  ['winstation', 'winstation', '#2563eb'],
  ['c', 'C++ loop', '#64748b'],
  ['naive', 'plain addon', '#d97706'],
  ['koffi', 'koffi', '#b91c1c'],
];

const WIDTH = 720;
const LEFT = 110;
const RIGHT = 90;
const BAR = 16;
const GAP = 18;
const TOP = 46;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** What a session costs, a bar for each peer: the time of a listing divided by its rows. */
export function plot({ values }: Measured): string {
  const perRow = (group: string, peer: string) => values[`${group}.${peer}`]! / Number(group.replace('sessions', ''));
  const most = Math.max(...GROUPS.flatMap(group => PEERS.map(([peer]) => perRow(group, peer))));
  const scale = (WIDTH - LEFT - RIGHT) / most;
  const parts: string[] = [];
  const text = (x: number, y: number, content: string, more = '') =>
    parts.push(`<text x="${x}" y="${y}"${more}>${escaped(content)}</text>`);

  text(LEFT, 18, TITLE, ' font-weight="bold"');
  PEERS.forEach(([, label, colour], i) => {
    parts.push(`<rect x="${LEFT + i * 120}" y="27" width="10" height="10" fill="${colour}"/>`);
    text(LEFT + i * 120 + 15, 36, label);
  });
  let y = TOP;
  for (const group of GROUPS) {
    const label = SUBJECTS.find(([key]) => key === group)![1].replace(/^.*, (?=\d+ )/, '');
    text(
      LEFT - 10,
      y + (BAR * PEERS.length) / 2 + 4,
      label.includes(' ') ? label : `${label} sessions`,
      ' text-anchor="end"',
    );
    for (const [peer, , colour] of PEERS) {
      const ns = perRow(group, peer);
      const length = Math.max(1, ns * scale);
      parts.push(`<rect x="${LEFT}" y="${y}" width="${length.toFixed(1)}" height="${BAR - 3}" fill="${colour}"/>`);
      text(Math.round(LEFT + length + 6), y + BAR - 5, time(ns));
      y += BAR;
    }
    y += GAP;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" font-family="sans-serif" font-size="12"><title>${TITLE}</title>`,
    `<rect width="${WIDTH}" height="${y}" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}
