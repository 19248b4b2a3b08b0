import { describe, expect, it } from 'vitest';
import { GUARD_CF, NX_COMPAT, readPe } from '../../../scripts/pe.mjs';

interface Image {
  readonly machine?: number;
  readonly flags?: number;
  /** What lies at the beginning of the one section. */
  readonly code?: string;
  /** Whether that section is code. */
  readonly runs?: boolean;
  /** The load configuration: its size, and numbers by their places. */
  readonly config?: { readonly size: number; readonly numbers?: Readonly<Record<number, number>> };
}

const [PE, SECTION, CONFIG] = [0x40, 0x400, 0x100];
const ADDRESS = 0x1000;

/** A DLL of one section, for 64 bits unless the machine is that of x86. */
function image({ machine = 34404, flags = 0, code = '', runs = true, config }: Image = {}): Buffer {
  const bytes = Buffer.alloc(0x800);
  const wide = machine !== 332;
  const optional = PE + 24;
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(PE, 0x3c);
  bytes.write('PE\0\0', PE, 'latin1');
  bytes.writeUInt16LE(machine, PE + 4);
  bytes.writeUInt16LE(1, PE + 6);
  const optionalSize = wide ? 240 : 224;
  bytes.writeUInt16LE(optionalSize, PE + 20);
  bytes.writeUInt16LE(0x2000, PE + 22);
  bytes.writeUInt16LE(wide ? 0x20b : 0x10b, optional);
  bytes.writeUInt16LE(flags, optional + 70);
  const directories = optional + (wide ? 112 : 96);
  bytes.writeUInt32LE(16, directories - 4);
  const section = optional + optionalSize;
  bytes.write('.text', section, 'latin1');
  for (const [place, value] of [
    [8, 0x400],
    [12, ADDRESS],
    [16, 0x400],
    [20, SECTION],
    [36, runs ? 0x60000020 : 0x40000040],
  ] as const) {
    bytes.writeUInt32LE(value, section + place);
  }
  bytes.write(code, SECTION, 'hex');
  if (config) {
    bytes.writeUInt32LE(ADDRESS + CONFIG, directories + 10 * 8);
    bytes.writeUInt32LE(config.size, directories + 10 * 8 + 4);
    bytes.writeUInt32LE(config.size, SECTION + CONFIG);
    for (const [place, value] of Object.entries(config.numbers ?? {})) {
      bytes.writeUInt32LE(value, SECTION + CONFIG + Number(place));
    }
  }
  return bytes;
}

describe('what is read of an addon', () => {
  it('is its machine and its flags', () => {
    const pe = readPe(image({ machine: 332, flags: NX_COMPAT | GUARD_CF }));
    expect(pe).toMatchObject({ machine: 'x86', isDll: true, flags: NX_COMPAT | GUARD_CF });
    expect(pe).toMatchObject({ exports: { names: [], count: 0 }, imports: [], version: undefined, symbols: [] });
  });

  it.each([
    ['x64', 34404, '90b902000000cd29'],
    ['x86', 332, 'b902000000cd2990'],
    ['arm64', 43620, '4000805260003ed4'],
  ])('is the end of the process at a broken cookie, on %s', (_, machine, code) => {
    expect(readPe(image({ machine, code })).hasStackCookie).toBe(true);
    expect(readPe(image({ machine, code: code.replace('02', '07').replace('4000', 'e000') })).hasStackCookie).toBe(
      false,
    );
    // The same bytes where nothing runs are no code.
    expect(readPe(image({ machine, code, runs: false })).hasStackCookie).toBe(false);
  });

  it('is the cookie that Windows is to choose', () => {
    expect(readPe(image({ config: { size: 0x140, numbers: { 88: 0x19708 } } })).hasStackCookie).toBe(true);
    expect(readPe(image({ config: { size: 0x140 } })).hasStackCookie).toBe(false);
    expect(readPe(image({ machine: 332, config: { size: 0xb8, numbers: { 60: 0x19708 } } })).hasStackCookie).toBe(true);
  });

  it('is how many targets control-flow guard has', () => {
    expect(readPe(image({ config: { size: 0x140, numbers: { 136: 106 } } })).guardedTargets).toBe(106);
    expect(readPe(image({ machine: 332, config: { size: 0xb8, numbers: { 84: 7 } } })).guardedTargets).toBe(7);
    // An older configuration ends before that place.
    expect(readPe(image({ config: { size: 0x70, numbers: { 136: 106 } } })).guardedTargets).toBe(0);
    expect(readPe(image()).guardedTargets).toBe(0);
  });

  it('is refused where there is no PE file', () => {
    expect(() => readPe(Buffer.from('MZ'))).toThrow('no MZ');
    expect(() => readPe(Buffer.alloc(0x80))).toThrow('no MZ');
    expect(() => readPe(image().fill(0, PE, PE + 4))).toThrow('no PE signature');
  });
});
