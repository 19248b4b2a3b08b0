// The public declarations as TypeDoc reads them: the entries of package.json's `exports`, each item in the group of its folder.
import { join, relative, sep } from 'node:path';
import { Application, Comment, CommentTag, Converter, ReflectionKind } from 'typedoc';
import ts from 'typescript';
import { ENTRIES } from './entries.mjs';
import { root } from './run.mjs';

const lib = join(root, 'lib');
const posix = path => path.split(sep).join('/');

/** The heading for what a file declares: the first rule that fits its path in lib/. Any other file has its folder's name. */
const GROUPS = [
  [/^(index|winstation-types|terminal\/types)\.ts$/, 'Hosts'],
  [/^(identity\/session\.ts|terminal\/sessions\/)/, 'Sessions'],
  [/^terminal\/info\//, 'Information classes'],
  [/^lane\//, 'Stopping a call'],
  [/^terminal\/watch\/(notice-codes|io-session)\.ts$|^terminal\/(constants|codes)\.ts$/, 'Constants and kernel words'],
  [/^terminal\/watch\//, 'Events'],
  [/^terminal\/capture\//, 'Scenarios'],
  [/^base\/diagnosis\.ts$/, 'Diagnosis'],
  [/^mock\/((types|create-world|modules)\.ts$|world\/(clock\/|simulation\.ts$))/, 'Worlds'],
  [/^mock\/(world\/(fault|faults|raw-call|record)|terminal\/notice-faults)\.ts$/, 'Faults and the record'],
  [/^mock\//, 'What people do'],
];
const GROUP_ORDER = ['Hosts', 'Worlds', 'Sessions', 'Processes', 'Acts', 'Events', 'Stopping a call', 'Errors', '*'];

/** Of the members of one declaration. */
const KIND_ORDER = ['Constructors', 'Properties', 'Methods'];

const groupOf = file => {
  const path = posix(relative(lib, file));
  const named = GROUPS.find(([rule]) => rule.test(path))?.[1];
  const folder = path.split('/').at(-2) ?? 'lib';
  return named ?? `${folder[0].toUpperCase()}${folder.slice(1)}`;
};

/** The entries of the package: what is imported, the name of its page, and its file in lib/. */
export const entries = () =>
  ENTRIES.map(({ name, path }) => ({
    imported: name,
    page: name.split('/').slice(1).join('-') || name,
    file: join(lib, `${path}.ts`),
  }));

function programOf(files) {
  const host = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: it => {
      throw new Error(String(it.messageText));
    },
  };
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), { noEmit: true }, host);
  return ts.createProgram(files, config.options);
}

const startOf = node => node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).character;

/** A declaration as it is written, without its body and what only an implementation says. */
function written(node) {
  if (ts.isTypeAliasDeclaration(node)) return node.getText().replace(/^export /, '');
  if (!ts.isFunctionLike(node)) return undefined;
  const modifiers = ts.getModifiers(node)?.some(it => it.kind === ts.SyntaxKind.StaticKeyword) ? 'static ' : '';
  const name = ts.isConstructorDeclaration(node) ? 'constructor' : (node.name?.getText() ?? '');
  const types = node.typeParameters ? `<${node.typeParameters.map(it => it.getText()).join(', ')}>` : '';
  const parameters = node.parameters.map(it =>
    it.initializer ? `${it.name.getText()}?: ${it.type?.getText() ?? 'unknown'}` : it.getText(),
  );
  const answer = node.type ? `: ${node.type.getText()}` : '';
  const line = `${modifiers}${name}${types}(${parameters.join(', ')})${answer}`;
  if (line.length <= 110 || parameters.length === 0) return line;
  const indent = ' '.repeat(startOf(node));
  return `${modifiers}${name}${types}(\n${parameters.map(it => `${indent}  ${it},`).join('\n')}\n${indent})${answer}`;
}

/** The same, as far to the left as it would be at the top of a file. */
function dedented(node, text) {
  const column = startOf(node);
  return column === 0 ? text : text.replaceAll(new RegExp(`\\n {1,${column}}`, 'g'), '\n');
}

/** Loads TypeDoc with `options`; answers the application, the project, and each declaration's text by its reflection's id. */
export async function readModel(options = {}, named = entries()) {
  const app = await Application.bootstrapWithPlugins({
    plugin: [],
    readme: 'none',
    disableSources: true,
    excludePrivate: true,
    excludeInternal: true,
    excludeExternals: true,
    disableGit: true,
    sort: ['source-order'],
    groupOrder: [...KIND_ORDER, ...GROUP_ORDER],
    logLevel: 'Warn',
    ...options,
  });
  const texts = new Map();
  app.converter.on(Converter.EVENT_CREATE_SIGNATURE, (_, reflection, declaration) => {
    const text = declaration && written(declaration);
    if (text) texts.set(reflection.id, dedented(declaration, text));
  });
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    const node = context.getSymbolFromReflection(reflection)?.declarations?.[0];
    if (!node) return;
    const text = written(node);
    if (text && reflection.kindOf(ReflectionKind.TypeAlias)) texts.set(reflection.id, dedented(node, text));
    if (!reflection.parent?.kindOf(ReflectionKind.SomeModule)) return;
    reflection.comment ??= new Comment();
    const { fileName } = node.getSourceFile();
    reflection.comment.blockTags.push(new CommentTag('@group', [{ kind: 'text', text: groupOf(fileName) }]));
  });
  const program = programOf(named.map(({ file }) => file));
  const project = app.converter.convert(
    named.map(({ page, file }) => ({ displayName: page, program, sourceFile: program.getSourceFile(file) })),
  );
  for (const it of Object.values(project.reflections)) {
    // A brand is for the compiler alone, and what a class implements is for its maker.
    if (it.name === '[brand]') project.removeReflection(it);
    delete it.implementedTypes;
  }
  return { app, project, texts };
}
