import { expect } from 'vitest';
import type { IscsiConnectionId, IscsiSessionId } from 'winstation/identity';
import type { IscsiLogin, IscsiSavedLogin } from 'winstation/iscsi';
import { FREE, type Job, logoutOf, PORTAL, type Position, passing, type Stage } from './campaign.js';
import { BUSY, GONE, unwrapped } from './codes.js';
import { alone, DEVICES, LIST, PORTALS } from './read-jobs.js';

const LOGIN = 'LoginIScsiTargetW';
const SECRET = 'twelve bytes!';
const OTHER = { address: '10.0.0.6' };

/** Under load the service was seen to answer 122 to a login, though no buffer is asked for. */
const onceMore = ({ nth }: Position, code: number): boolean => nth === 0 && unwrapped(code) === 122;
const aboutLogin: Job['outcome'] = (position, code) =>
  position.name === LOGIN && onceMore(position, code) ? 'goes on' : alone(position, code);

const free = (stage: Pick<Stage, 'driver' | 'iscsi'>) => stage.driver.iscsi.act('login', FREE, { multipath: true });
const endFree = (stage: Stage) => logoutOf(stage, FREE);
const forgetAll = async ({ iscsi }: Pick<Stage, 'iscsi'>) => {
  for (const it of await iscsi.savedLogins({ where: { target: FREE } })) await iscsi.forgetLogin(it);
};
const removeOther = async ({ iscsi }: Pick<Stage, 'iscsi'>) => {
  const isOther = (await iscsi.portals()).some(it => it.address === OTHER.address);
  if (isOther) await iscsi.removePortal(OTHER);
};
const idOf = ({ made }: Stage): IscsiSessionId => (made as { readonly session: IscsiSessionId }).session;
/** As a list shows it. */
const rowOf = async (stage: Stage) => ({ ...stage.row, id: idOf(stage), target: FREE });

export const ACTS: readonly Job[] = [
  {
    about: 'a new portal',
    makes: ['AddIScsiSendTargetPortalW'],
    acts: ['AddIScsiSendTargetPortalW'],
    run: ({ iscsi }) => iscsi.addPortal(OTHER, { chap: { secret: SECRET } }),
    after: removeOther,
    // It was there before.
    outcome: (position, code) => (code === 0xefff0032 ? 'goes on' : alone(position, code)),
  },
  {
    about: 'a portal asked again',
    makes: [PORTALS, 'RefreshIScsiSendTargetPortalW'],
    acts: ['RefreshIScsiSendTargetPortalW'],
    sparing: [PORTALS],
    run: ({ iscsi }) => iscsi.refreshPortal(PORTAL),
    outcome: alone,
  },
  {
    about: 'a portal removed',
    makes: [PORTALS, 'RemoveIScsiSendTargetPortalW'],
    acts: ['RemoveIScsiSendTargetPortalW'],
    sparing: [PORTALS],
    before: ({ iscsi }) => iscsi.addPortal(OTHER),
    run: ({ iscsi }) => iscsi.removePortal(OTHER),
    after: removeOther,
    outcome: alone,
  },
  {
    about: 'a login',
    makes: [LOGIN],
    acts: [LOGIN],
    run: ({ iscsi }) => iscsi.login(FREE, { chap: { secret: SECRET } }),
    after: endFree,
    outcome: aboutLogin,
    // The session that is said to be there is not.
    answers: result => expect(result).toMatchObject({ already: false, session: expect.stringContaining('-') }),
    // It looked for the session and found none.
    error: () => ({ syscall: LOGIN }),
  },
  {
    about: 'a login where there is a session already',
    makes: [LOGIN, LIST],
    acts: [LOGIN],
    sparing: [LOGIN, LIST],
    before: free,
    run: ({ iscsi }) => iscsi.login(FREE),
    after: endFree,
    outcome: (position, code) => {
      if (position.name === LIST) return alone(position, code);
      return code === 0xefff003f ? 'goes on' : aboutLogin(position, code);
    },
    answers: result => expect(result).toMatchObject({ already: true }),
  },
  {
    about: 'a login that is saved and waits for its disk',
    makes: [LOGIN, DEVICES],
    acts: [LOGIN],
    sparing: [LOGIN, DEVICES],
    // With multipath, since a session may have been made before the failure.
    run: async stage => {
      const { iscsi } = stage;
      return await passing(stage, iscsi.login(FREE, { save: true, multipath: true, waitForDisks: { timeout: 1_000 } }));
    },
    after: async stage => {
      await endFree(stage);
      await forgetAll(stage);
    },
    outcome: (position, code) => (position.name === DEVICES ? 'goes on' : aboutLogin(position, code)),
    // The login was made before it could not be saved.
    error: ({ name, nth }) => (name === LOGIN && nth > 0 ? { outcome: 'unknown' } : undefined),
    // The login stands, even where its session has gone before it was looked at.
    answers: (result, { name }, code) => {
      const disks = name === DEVICES && code === GONE ? [] : [{ target: FREE, disk: expect.any(Number) }];
      expect((result as IscsiLogin).devices).toMatchObject(disks);
    },
  },
  {
    about: 'a login that is only saved',
    makes: [LOGIN],
    acts: [LOGIN],
    sparing: [LOGIN],
    run: ({ iscsi }) => iscsi.saveLogin(FREE, { chap: { user: 'anna', secret: SECRET } }),
    after: forgetAll,
    outcome: alone,
  },
  {
    about: 'a saved login forgotten',
    makes: ['RemoveIScsiPersistentTargetW'],
    acts: ['RemoveIScsiPersistentTargetW'],
    before: async ({ iscsi }) => {
      await iscsi.saveLogin(FREE);
      return (await iscsi.savedLogins({ where: { target: FREE } }))[0];
    },
    run: ({ iscsi, made }) => iscsi.forgetLogin(made as IscsiSavedLogin),
    after: forgetAll,
    outcome: alone,
  },
  {
    about: 'a logout',
    makes: ['LogoutIScsiTarget'],
    acts: ['LogoutIScsiTarget'],
    before: free,
    run: stage => stage.iscsi.logout(idOf(stage)),
    after: endFree,
    outcome: alone,
  },
  {
    about: 'a logout of a session seen before that is tried again while it is busy',
    makes: [LIST, 'LogoutIScsiTarget'],
    acts: ['LogoutIScsiTarget'],
    sparing: [LIST, 'LogoutIScsiTarget'],
    before: free,
    run: async stage => await passing(stage, stage.iscsi.logout(await rowOf(stage), { retryFor: 10_000 })),
    after: endFree,
    outcome: (position, code) => (BUSY.includes(code) ? 'goes on' : alone(position, code)),
  },
  {
    about: 'a further connection of a session seen before',
    makes: [LIST, 'AddIScsiConnectionW'],
    acts: ['AddIScsiConnectionW'],
    sparing: [LIST],
    before: free,
    run: async stage => await stage.iscsi.addConnection(await rowOf(stage), { chap: { secret: SECRET } }),
    after: endFree,
    outcome: alone,
    answers: result => expect(result).toEqual(expect.stringContaining('-')),
  },
  {
    about: 'a connection taken from a session seen before',
    makes: [LIST, 'RemoveIScsiConnection'],
    acts: ['RemoveIScsiConnection'],
    sparing: [LIST],
    before: async stage => {
      const { session } = await free(stage);
      return { session, connection: await stage.iscsi.addConnection(session, { chap: { secret: SECRET } }) };
    },
    run: async stage => {
      const { connection } = stage.made as { readonly connection: IscsiConnectionId };
      await stage.iscsi.removeConnection(await rowOf(stage), connection);
    },
    after: endFree,
    outcome: alone,
  },
  {
    about: 'the secret by which targets prove themselves',
    makes: ['SetIScsiInitiatorCHAPSharedSecret'],
    acts: ['SetIScsiInitiatorCHAPSharedSecret'],
    run: ({ iscsi }) => iscsi.setMutualSecret(SECRET),
    outcome: alone,
  },
];
