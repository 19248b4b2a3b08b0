// Reads of a PE file (a DLL such as winstation.node) what a user's security depends on. Offsets as in Microsoft's PE format.
const EXPORTS = 0;
const IMPORTS = 1;
const RESOURCES = 2;
const DEBUG = 6;
const LOAD_CONFIG = 10;
const DELAY_IMPORTS = 13;
/** How VS_FIXEDFILEINFO begins, the part of a VERSIONINFO that is numbers. */
const VERSION = Buffer.from([0xbd, 0x04, 0xef, 0xfe]);
/** A section that holds code. */
const CODE = 0x20;
/** `__fastfail(2)`: the number in a register, then the interrupt that ends the process. */
const FAST_FAIL_2 = {
  34404: Buffer.from('b902000000cd29', 'hex'),
  332: Buffer.from('b902000000cd29', 'hex'),
  43620: Buffer.from('4000805260003ed4', 'hex'),
};
const CODEVIEW = 2;
/** How the newer kind of a CodeView entry begins. */
const RSDS = 0x53445352;

export const MACHINES = { 34404: 'x64', 43620: 'arm64', 332: 'x86' };
export const HIGH_ENTROPY_VA = 0x20;
export const DYNAMIC_BASE = 0x40;
export const NX_COMPAT = 0x100;
export const GUARD_CF = 0x4000;

export function readPe(bytes) {
  const u16 = at => bytes.readUInt16LE(at);
  const u32 = at => bytes.readUInt32LE(at);
  const text = at => bytes.toString('latin1', at, bytes.indexOf(0, at));

  if (bytes.length < 0x40 || u16(0) !== 0x5a4d) throw new Error('not a PE file: no MZ');
  const pe = u32(0x3c);
  if (u32(pe) !== 0x4550) throw new Error('not a PE file: no PE signature');
  const optional = pe + 24;
  const wide = u16(optional) === 0x20b;
  if (!wide && u16(optional) !== 0x10b) throw new Error('not a PE image');
  const directories = optional + (wide ? 112 : 96);
  const directoryCount = u32(directories - 4);

  const sectionTable = optional + u16(pe + 20);
  const sections = Array.from({ length: u16(pe + 6) }, (_, index) => {
    const at = sectionTable + index * 40;
    return {
      name: bytes.toString('latin1', at, at + 8).replace(/\0+$/, ''),
      address: u32(at + 12),
      size: Math.max(u32(at + 8), u32(at + 16)),
      offset: u32(at + 20),
      flags: u32(at + 36),
    };
  });
  const offsetOf = address => {
    const section = sections.find(({ address: start, size }) => address >= start && address < start + size);
    if (!section) throw new Error(`address 0x${address.toString(16)} is in no section`);
    return address - section.address + section.offset;
  };
  const directory = index => {
    if (index >= directoryCount) return undefined;
    const [address, size] = [u32(directories + index * 8), u32(directories + index * 8 + 4)];
    return address === 0 ? undefined : { address, size, at: offsetOf(address) };
  };

  /** The names of the DLLs in a table of descriptors that ends with an empty one. */
  const dlls = (index, descriptorSize, nameAt) => {
    const found = [];
    const table = directory(index);
    if (!table) return found;
    for (let at = table.at; u32(at + nameAt) !== 0; at += descriptorSize) found.push(text(offsetOf(u32(at + nameAt))));
    return found;
  };

  const exported = () => {
    const table = directory(EXPORTS);
    if (!table) return { names: [], count: 0 };
    const names = offsetOf(u32(table.at + 32));
    const length = u32(table.at + 24);
    return {
      count: u32(table.at + 20),
      names: Array.from({ length }, (_, index) => text(offsetOf(u32(names + index * 4)))).sort(),
    };
  };

  /** `1.2.3.4`, or `undefined` without a VERSIONINFO. */
  const version = () => {
    const resources = directory(RESOURCES);
    const found = resources ? bytes.subarray(resources.at, resources.at + resources.size).indexOf(VERSION) : -1;
    if (found < 0) return undefined;
    const [high, low] = [u32(resources.at + found + 8), u32(resources.at + found + 12)];
    return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.');
  };

  /** The files of symbols that the linker names, as it names them. */
  const symbols = () => {
    const table = directory(DEBUG);
    const entries = Array.from({ length: (table?.size ?? 0) / 28 }, (_, index) => table.at + index * 28);
    const places = entries.filter(at => u32(at + 12) === CODEVIEW).map(at => u32(at + 24));
    return places.filter(at => u32(at) === RSDS).map(at => text(at + 24));
  };

  /** What Windows reads of its protections: a number at a place for 64 bits, and at one for 32. */
  const loadConfig = (at64, at32) => {
    const table = directory(LOAD_CONFIG);
    const place = wide ? at64 : at32;
    return table && u32(table.at) >= place + 8 ? u32(table.at + place) : 0;
  };

  /** Whether Windows knows of a cookie, or the process is ended somewhere in the code because one was changed. */
  const hasStackCookie = () => {
    const code = FAST_FAIL_2[u16(pe + 4)];
    return (
      loadConfig(0x58, 0x3c) !== 0 ||
      sections
        .filter(({ flags }) => (flags & CODE) !== 0)
        .some(({ offset, size }) => code && bytes.subarray(offset, offset + size).includes(code))
    );
  };

  return {
    /** How many targets of indirect calls are listed for control-flow guard; 0 without a list. */
    guardedTargets: loadConfig(0x88, 0x54),
    hasStackCookie: hasStackCookie(),
    version: version(),
    symbols: symbols(),
    machine: MACHINES[u16(pe + 4)] ?? `0x${u16(pe + 4).toString(16)}`,
    isDll: (u16(pe + 22) & 0x2000) !== 0,
    flags: u16(optional + 70),
    exports: exported(),
    imports: dlls(IMPORTS, 20, 12),
    delayImports: dlls(DELAY_IMPORTS, 32, 4),
    sections,
  };
}
