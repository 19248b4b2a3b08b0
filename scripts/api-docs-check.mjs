// Looks through the public API for what nobody has described: members without a text, and promises without a @throws.
import { ReflectionKind } from 'typedoc';

const MEMBERS =
  ReflectionKind.Class |
  ReflectionKind.Interface |
  ReflectionKind.TypeAlias |
  ReflectionKind.Variable |
  ReflectionKind.Property |
  ReflectionKind.Accessor |
  ReflectionKind.SomeSignature;

/** What needs no text of its own, and why. */
const EXCEPTIONS = [
  [
    'a constant of Windows: its name there says it all',
    it => it.kind === ReflectionKind.Variable && it.type?.type === 'literal',
  ],
  ['a member of a table of constants: the same', it => inside(it, ReflectionKind.Variable)],
  [
    'the word that tells the members of a union apart',
    it => it.name === 'type' && inside(it, ReflectionKind.TypeAlias),
  ],
  ["a reader's symbol, which the language describes", it => it.name.startsWith('[')],
];

function inside(it, kind) {
  for (let at = it.parent; at; at = at.parent) if (at.kind === kind) return true;
  return false;
}

/** A type that is a function has its text at what is of that type, which is looked at itself. */
const isFunctionType = it => it.kindOf(ReflectionKind.SomeSignature) && it.parent?.name === '__type';
const hasText = comment => comment?.summary.some(({ text }) => text.trim() !== '') ?? false;
const isPromise = type => type?.type === 'reference' && type.name === 'Promise';
const neverRejects = comment => comment?.summary.some(({ text }) => /\bnever rejects\b/.test(text)) ?? false;
/** From a type that is public, and so has been looked at there. */
const isInherited = it => it !== undefined && (Boolean(it.inheritedFrom?.reflection) || isInherited(it.parent));
const nameOf = it =>
  it
    .getFullName()
    .split('.')
    .filter((name, at, all) => name !== '__type' && name !== all[at - 1])
    .join('.');

/** Each lack as a line. */
export function lacks(project) {
  const found = new Set();
  for (const it of Object.values(project.reflections)) {
    if (!it.kindOf(MEMBERS) || isInherited(it)) continue;
    if (it.kindOf(ReflectionKind.SomeSignature) && inside(it, ReflectionKind.Parameter)) continue;
    if (it.signatures || EXCEPTIONS.some(([, fits]) => fits(it))) continue;
    if (!hasText(it.comment) && !isFunctionType(it)) found.add(`${nameOf(it)} has no text`);
    const rejects = it.kindOf(ReflectionKind.CallSignature) && isPromise(it.type);
    if (rejects && !neverRejects(it.comment) && !it.comment?.getTag('@throws'))
      found.add(`${nameOf(it)} may reject, and has no @throws`);
  }
  return [...found].sort();
}
