import { fold, sameText } from '../../base/fold.js';
import { didYouMean } from '../../base/nearest.js';
import type { IscsiLogin, IscsiLoginAct } from '../../iscsi/acts/types.js';
import type { IscsiPortal } from '../../iscsi/targets/types.js';
import { carryOut } from '../acts/carry-out.js';
import type { Deed } from '../acts/deed.js';
import { each } from '../acts/each.js';
import type { Call } from '../call.js';
import { NoSessionError } from '../no-session.js';
import type { Values } from '../values.js';
import { portalText } from './cells.js';

/** A target, and what there is of it now. */
interface Target {
  readonly name: string;
  readonly sessions: number;
}

/** `iscsi login TARGET`. */
export async function login(call: Call, words: readonly string[]): Promise<number> {
  const { values } = call;
  const [word, second] = words;
  if (word === undefined) throw values.wrong('iscsi login needs a TARGET');
  if (second !== undefined) throw values.wrong(`iscsi login takes one TARGET, not also '${second}'`);
  const options = optionsOf(values);
  let made: IscsiLogin | undefined;
  const deed: Deed<Target> = {
    name: 'iscsi login',
    question: () => `log in to ${word}${options.save ? ', now and at each start' : ''}`,
    plan: {
      columns: [{ title: 'TARGET', flexible: true }, { title: 'PORTAL' }, { title: 'SESSIONS NOW', align: 'right' }],
      cells: ({ name, sessions }) => [name, options.portal ? portalText(options.portal) : 'any', String(sessions)],
    },
    brief: { columns: [{ title: 'TARGET', flexible: true }], cells: ({ name }) => [name] },
    json: ({ name }) => ({ target: name, login: made }),
    isWhole: false,
    nothing: 'nothing is to do',
    async choose({ name: host }, cancel) {
      const iscsi = await call.iscsi();
      const names = await iscsi.targets(cancel);
      const name = names.find(it => sameText(it, word));
      if (name === undefined) throw new NoSessionError(host, `no target ${word}${didYouMean(word, names) || HINT}`);
      const sessions = await iscsi.sessions(cancel);
      return [{ name, sessions: sessions.filter(it => fold(it.target ?? '') === fold(name)).length }];
    },
    async perform(host, targets) {
      const chap = values.flag('chap') ? { ...chapOf(values), secret: await secretOf(call) } : undefined;
      return await each(call, host, targets, async ({ name }, cancel) => {
        made = await (await call.iscsi()).login(name, { ...options, chap, ...cancel });
        return textOf(made, options);
      });
    },
  };
  return await carryOut(call, deed);
}

const HINT = ' that a portal has named; add its portal, or look with iscsi targets --refresh';

function optionsOf(values: Values): Omit<IscsiLoginAct, 'chap'> {
  const disks = values.wait('wait-for-disks', 1);
  for (const name of ['chap-user', 'mutual'] as const) {
    if (values.flag(name) && !values.flag('chap')) throw values.wrong(`--${name} belongs to --chap`);
  }
  return {
    portal: portalOf(values),
    multipath: values.flag('multipath'),
    save: values.flag('save'),
    headerDigest: values.flag('header-digest') || undefined,
    dataDigest: values.flag('data-digest') || undefined,
    waitForDisks: disks === undefined ? undefined : { timeout: disks },
  };
}

const chapOf = (values: Values) => ({ user: values.text('chap-user'), mutual: values.flag('mutual') });

const WITH_PORT = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::([1-9]\d{0,4}))?$/;
const IPV6 = /^[\da-f]*:[\da-f.]*:[\da-f:.]*(?:%\w+)?$/i;

/** `ADDRESS`, `ADDRESS:PORT` or `[ADDRESS]:PORT`. */
function portalOf(values: Values): IscsiPortal | undefined {
  const text = values.text('portal');
  if (text === undefined || IPV6.test(text)) return text === undefined ? undefined : { address: text };
  const [, bracketed, plain, port] = WITH_PORT.exec(text) ?? [];
  const address = bracketed ?? plain;
  if (address === undefined || Number(port ?? 0) > 0xffff) {
    throw values.wrong(`--portal is ADDRESS or ADDRESS:PORT, not '${text}'`);
  }
  return { address, ...(port !== undefined && { port: Number(port) }) };
}

async function secretOf(call: Call): Promise<string> {
  const secret = await call.input.ask(call.input.isTerminal ? 'CHAP secret: ' : '', { hidden: true });
  if (secret === undefined || secret === '') throw call.values.wrong('there is no secret on standard input');
  return secret;
}

function textOf({ already, devices }: IscsiLogin, { waitForDisks }: Omit<IscsiLoginAct, 'chap'>): string {
  const word = already ? 'was logged in already' : 'logged in';
  if (!waitForDisks) return word;
  const disks = devices.flatMap(({ disk }) => disk ?? []);
  return `${word}: ${disks.length > 0 ? `disk ${disks.join(', ')}` : 'no disk is ready yet'}`;
}
