import { expect } from 'vitest';
import type { IscsiSessionDetails } from 'winstation/iscsi';
import { DB, type Job, type Position, passing } from './campaign.js';
import { BUSY, GONE, nameOf, reasonOf, TOO_SMALL, unwrapped, WARNINGS } from './codes.js';

export const LIST = 'GetIScsiSessionListW';
export const EXTENDED = 'GetIScsiSessionListEx';
export const DEVICES = 'GetDevicesForIScsiSessionW';
export const SAVED = 'ReportIScsiPersistentLoginsW';
export const PORTALS = 'ReportIScsiSendTargetPortalsExW';

/** Calls whose buffer is made greater until the answer fits. */
const SIZED: readonly string[] = [
  ...[LIST, EXTENDED, DEVICES, SAVED, PORTALS, 'ReportIScsiInitiatorListW'],
  ...['ReportIScsiTargetsW', 'ReportIScsiTargetPortalsW', 'ReportActiveIScsiTargetMappingsW'],
];
/** Done all the same, or asked once more with more room. */
export const isNone = ({ name }: Position, code: number): boolean =>
  WARNINGS.includes(code) || (SIZED.includes(name) && TOO_SMALL.includes(code));

export const alone: Job['outcome'] = (position, code) => (isNone(position, code) ? 'goes on' : 'fails');
const hasLength =
  (length: number): NonNullable<Job['answers']> =>
  result =>
    expect(result).toHaveLength(length);

const PARTS: Readonly<Record<string, string>> = {
  [EXTENDED]: 'negotiated',
  [DEVICES]: 'devices',
  [SAVED]: 'persistent',
};

/** What one call would have said is withheld. A session that has ended is left out, and no other. */
const isWithheld: NonNullable<Job['answers']> = (result, position, code) => {
  const rows = result as readonly IscsiSessionDetails[];
  const { name, args } = position;
  const isGone = name === DEVICES && code === GONE;
  expect(rows.map(it => it.id)).toHaveLength(isGone ? 1 : 2);
  if (isGone) expect(rows.map(it => it.id)).not.toContain(args[0]);
  const expected = (id: string) => {
    if (isNone(position, code) || name === LIST || isGone || (name === DEVICES && args[0] !== id)) return [];
    return [{ what: PARTS[name], code: nameOf(unwrapped(code)), reason: reasonOf(code) }];
  };
  for (const { id, withheld } of rows) expect(withheld, id).toEqual(expected(id));
};

const aboutDetails: Job['outcome'] = (position, code) => (position.name === LIST ? alone(position, code) : 'goes on');

export const READS: readonly Job[] = [
  {
    about: 'the initiator',
    makes: ['GetIScsiInitiatorNodeNameW', 'ReportIScsiInitiatorListW', 'GetIScsiVersionInformation'],
    run: ({ iscsi }) => iscsi.info(),
    outcome: alone,
    answers: result => expect(result).toMatchObject({ instances: ['ROOT\\ISCSIPRT\\0000_0'] }),
  },
  { about: 'a list', makes: [LIST], run: ({ iscsi }) => iscsi.sessions(), outcome: alone, answers: hasLength(2) },
  {
    about: 'a list with details',
    makes: [LIST, EXTENDED, SAVED, DEVICES],
    sparing: [LIST],
    run: ({ iscsi }) => iscsi.sessions({ details: true }),
    outcome: aboutDetails,
    answers: isWithheld,
  },
  {
    about: 'the sessions of a disk',
    makes: [LIST, DEVICES],
    sparing: [LIST, DEVICES],
    run: ({ iscsi }) => iscsi.sessions({ where: { disk: 1 } }),
    outcome: (position, code) => (position.name === DEVICES && code === GONE ? 'goes on' : alone(position, code)),
    answers: (result, { name }, code) => {
      const [first] = result as readonly IscsiSessionDetails[];
      // Only the session that has gone has the disk, or it is another one.
      expect(first === undefined || first.target === DB).toBe(true);
      if (name !== DEVICES || code !== GONE) expect(first).toBeDefined();
    },
  },
  {
    about: 'the session of a disk',
    makes: [LIST, EXTENDED, SAVED, DEVICES],
    sparing: [LIST, EXTENDED, SAVED, DEVICES],
    run: ({ iscsi }) => iscsi.findSession({ disk: 1 }),
    outcome: (position, code) => {
      if (position.name === DEVICES) return code === GONE ? 'goes on' : alone(position, code);
      return aboutDetails(position, code);
    },
  },
  {
    about: 'a session seen before',
    makes: [LIST, EXTENDED, SAVED, DEVICES],
    sparing: [LIST, EXTENDED, SAVED, DEVICES],
    run: ({ iscsi, row }) => iscsi.session(row),
    outcome: (position, code) => (position.name === DEVICES && code === GONE ? 'fails' : aboutDetails(position, code)),
    // A session that is gone before its devices are asked for is not found.
    error: ({ name }, code) => (name === DEVICES && code === GONE ? { syscall: LIST } : undefined),
    answers: (result, position, code) => {
      const { withheld } = result as IscsiSessionDetails;
      const isWhole = isNone(position, code) || position.name === LIST;
      expect(withheld).toEqual(
        isWhole ? [] : [{ what: PARTS[position.name], code: nameOf(unwrapped(code)), reason: reasonOf(code) }],
      );
    },
  },
  {
    about: 'the devices of a session seen before',
    makes: [DEVICES, LIST],
    sparing: [DEVICES, LIST],
    run: stage => passing(stage, stage.iscsi.devices(stage.row)),
    // A session that is busy is asked again. That goes for the whole question.
    outcome: (position, code) => (BUSY.includes(code) ? 'goes on' : alone(position, code)),
    answers: hasLength(1),
  },
  {
    about: 'mappings',
    makes: ['ReportActiveIScsiTargetMappingsW'],
    run: ({ iscsi }) => iscsi.mappings(),
    outcome: alone,
    answers: hasLength(1),
  },
  {
    about: 'targets',
    makes: ['ReportIScsiTargetsW'],
    run: ({ iscsi }) => iscsi.targets({ refresh: true }),
    outcome: alone,
    answers: hasLength(2),
  },
  {
    about: 'the portals of a target',
    makes: ['ReportIScsiTargetPortalsW'],
    run: ({ iscsi }) => iscsi.targetPortals(DB),
    outcome: alone,
    answers: hasLength(2),
  },
  {
    about: 'the portals that are asked',
    makes: [PORTALS],
    run: ({ iscsi }) => iscsi.portals(),
    outcome: alone,
    answers: hasLength(1),
  },
  {
    about: 'saved logins',
    makes: [SAVED],
    sparing: [SAVED],
    run: ({ iscsi }) => iscsi.savedLogins(),
    outcome: alone,
    answers: hasLength(1),
  },
];
