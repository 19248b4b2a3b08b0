/** An export as the sources of a stand-in have it; `../standin/export.h` has the macros. */
const EXPORT = /^STANDIN_(?<later>LATER_)?EXPORT\([^,()]+, (?<name>\w+)\)/gm;

/** The names that the sources export, in the order of the alphabet; those of an old Windows lack what came later. */
export function namesOf(sources: readonly string[], old: boolean): string[] {
  const names = sources.flatMap(source =>
    [...source.matchAll(EXPORT)].flatMap(({ groups }) => (groups?.name && !(old && groups.later) ? [groups.name] : [])),
  );
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw new Error(`The stand-in exports ${twice} twice.`);
  if (names.length === 0) throw new Error('The stand-in exports nothing.');
  return names.sort();
}

/** A module definition for the linker. The names are those of Windows, which a 32-bit compiler decorates. */
export const definitionOf = (library: string, names: readonly string[]): string =>
  [`LIBRARY ${library}`, 'EXPORTS', ...names, ''].join('\n');
