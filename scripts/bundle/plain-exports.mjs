// How files hand to each other what they share.

const GETTER =
  /^Object\.defineProperty\(exports, "(\w+)", \{\s+enumerable: true,\s+get: function \(\) \{\s+return (\w+);\s+\}\s+\}\);$/gm;

/** It is exported at the end of a file and never changes: a plain property does, and is a fifth as long as a getter. */
export function withPlainExports({ isEntry, code }) {
  if (isEntry) return code;
  return code.replaceAll(GETTER, (getter, name, value) =>
    new RegExp(`^(?:let|var) ${value}\\b(?! = class\\b)`, 'm').test(code) ? getter : `exports.${name} = ${value};`,
  );
}
