import { carryOut } from '../acts/carry-out.js';
import { each } from '../acts/each.js';
import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import { CHOOSING, selectionOf } from '../acts/selection.js';
import { sessionDeed } from '../acts/session-deed.js';
import type { Command } from '../call.js';
import { BUTTONS, ICONS } from '../words.js';

export const message: Command = {
  name: 'message',
  summary: 'shows a message box in sessions, and the answers with --wait',
  operand: 'TEXT [SESSION ...]',
  about: [
    `Buttons: ${BUTTONS.join(', ')}.`,
    'With --wait the answers are shown. On one host, three boxes wait at the same time; further ones come after them.',
    '',
    ...ACTING_ABOUT,
  ],
  options: [...CHOOSING, 'title', 'buttons', 'icon', 'expires', 'wait', ...ACTING],
  examples: [
    ['message "Restart at six" --state active --host rds01', 'to everybody who is connected to a host'],
    ['message "Still there?" anna --buttons yesNo --expires 1m --wait', 'asks anna, and shows the answer'],
  ],
  acts: true,
  async run(call) {
    const { values } = call;
    const [text, ...words] = call.operands;
    if (text === undefined || text === '') throw values.wrong('message needs a TEXT');
    const buttons = word(values.words('buttons', BUTTONS));
    const icon = word(values.words('icon', ICONS));
    const box = {
      title: values.text('title'),
      buttons,
      icon,
      expires: values.wait('expires', 1),
      wait: values.flag('wait'),
    };
    const deed = sessionDeed(call, selectionOf(call, words), {
      name: 'message',
      verb: `show ${JSON.stringify(text)} in`,
      sparesOwn: false,
      perform: (host, sessions) =>
        each(call, host, sessions, async (session, { signal, timeout }) => {
          // An answer takes as long as a person does; the time limit of the host is for the host.
          return await host.message(session, text, { ...box, signal, timeout: box.wait ? undefined : timeout });
        }),
    });
    return await carryOut(call, deed);
  },
};

function word<W>(words: readonly W[] | undefined): W | undefined {
  return words?.[0];
}
