/** Of a DLL: its exports by name, and where in the file each name lies. */
function namesIn(file: Buffer): { readonly name: string; readonly at: number }[] {
  const pe = file.readUInt32LE(0x3c);
  const optional = pe + 24;
  const isWide = file.readUInt16LE(optional) === 0x20b;
  const directory = file.readUInt32LE(optional + (isWide ? 112 : 96));
  const sections = optional + file.readUInt16LE(pe + 20);
  const count = file.readUInt16LE(pe + 6);
  /** Where in the file something lies that is there in memory. */
  const placeOf = (address: number): number => {
    for (let i = 0; i < count; i += 1) {
      const section = sections + 40 * i;
      const [start, size, raw] = [12, 16, 20].map(at => file.readUInt32LE(section + at)) as [number, number, number];
      if (address >= start && address < start + size) return raw + (address - start);
    }
    throw new Error('The file is not whole.');
  };
  const table = placeOf(directory);
  const names = placeOf(file.readUInt32LE(table + 32));
  return Array.from({ length: file.readUInt32LE(table + 24) }, (_, i) => {
    const at = placeOf(file.readUInt32LE(names + 4 * i));
    return { name: file.toString('latin1', at, file.indexOf(0, at)), at };
  });
}

export const exportsOf = (file: Buffer): readonly string[] => namesIn(file).map(it => it.name);

/** The same DLL without one export: its name is another one. The table must stay in order, since Windows halves it to search. */
export function withoutExport(file: Buffer, name: string): Buffer {
  const found = namesIn(file).find(it => it.name === name);
  if (!found) throw new Error(`The DLL has no export ${name}.`);
  const changed = Buffer.from(file);
  const last = found.at + name.length - 1;
  changed.writeUInt8(changed.readUInt8(last) + 1, last);
  const names = exportsOf(changed);
  if (names.some((it, i) => i > 0 && it <= names[i - 1]!))
    throw new Error(`Without ${name} the table is not in order.`);
  return changed;
}
