import { ACE } from './descriptor.js';

type Numbers = Readonly<Record<string, number>>;

/** Kinds of entries, of those that are about an account alone. */
export const TYPES: Numbers = { A: ACE.allowed, D: ACE.denied, AU: ACE.audit, AL: ACE.alarm, ML: ACE.label };

/** How entries are handed down, and what is audited. */
export const FLAGS: Numbers = { OI: 1, CI: 2, NP: 4, IO: 8, ID: 0x10, CR: 0x20, SA: 0x40, FA: 0x80 };

/** Rights that everything has. These two are written, others as a number. */
export const GENERIC: Numbers = { GA: 0x1000_0000, GR: 0x8000_0000, GW: 0x4000_0000, GX: 0x2000_0000 };
export const STANDARD: Numbers = { SD: 0x1_0000, RC: 0x2_0000, WD: 0x4_0000, WO: 0x8_0000 };

/** Names that SDDL has for the first bits of a directory's objects, and for files and keys: a mask is a mask. */
const BORROWED: Numbers = {
  ...{ CC: 0x1, DC: 0x2, LC: 0x4, SW: 0x8, RP: 0x10, WP: 0x20, DT: 0x40, LO: 0x80, CR: 0x100 },
  ...{ FA: 0x1f_01ff, FR: 0x12_0089, FW: 0x12_0116, FX: 0x12_00a0 },
  ...{ KA: 0xf_003f, KR: 0x2_0019, KW: 0x2_0006, KX: 0x2_0019 },
  ...{ NW: 0x1, NR: 0x2, NX: 0x4 },
};
export const RIGHTS: Numbers = { ...GENERIC, ...STANDARD, ...BORROWED };

/** Those that are written by their names. */
export const WRITTEN_SIDS: Readonly<Record<string, string>> = {
  WD: 'S-1-1-0',
  NU: 'S-1-5-2',
  IU: 'S-1-5-4',
  SU: 'S-1-5-6',
  AU: 'S-1-5-11',
  SY: 'S-1-5-18',
  LS: 'S-1-5-19',
  NS: 'S-1-5-20',
  BA: 'S-1-5-32-544',
  BU: 'S-1-5-32-545',
  BG: 'S-1-5-32-546',
  PU: 'S-1-5-32-547',
  RD: 'S-1-5-32-555',
};
export const SIDS: Readonly<Record<string, string>> = {
  ...WRITTEN_SIDS,
  CO: 'S-1-3-0',
  CG: 'S-1-3-1',
  OW: 'S-1-3-4',
  AN: 'S-1-5-7',
  ED: 'S-1-5-9',
  PS: 'S-1-5-10',
  RC: 'S-1-5-12',
  WR: 'S-1-5-33',
  AO: 'S-1-5-32-548',
  SO: 'S-1-5-32-549',
  PO: 'S-1-5-32-550',
  BO: 'S-1-5-32-551',
  RE: 'S-1-5-32-552',
  RU: 'S-1-5-32-554',
  NO: 'S-1-5-32-556',
  MU: 'S-1-5-32-558',
  LU: 'S-1-5-32-559',
  IS: 'S-1-5-32-568',
  CY: 'S-1-5-32-569',
  ER: 'S-1-5-32-573',
  CD: 'S-1-5-32-574',
  RA: 'S-1-5-32-575',
  ES: 'S-1-5-32-576',
  MS: 'S-1-5-32-577',
  HA: 'S-1-5-32-578',
  AA: 'S-1-5-32-579',
  RM: 'S-1-5-32-580',
  AC: 'S-1-15-2-1',
  LW: 'S-1-16-4096',
  ME: 'S-1-16-8192',
  MP: 'S-1-16-8448',
  HI: 'S-1-16-12288',
  SI: 'S-1-16-16384',
};
