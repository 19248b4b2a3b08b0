import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import schema from '../../../../lib/mock/world/scenario/scenario.schema.json';

/** A type as a schema would say it: the kinds of JSON it may be, what its keys are, which of them must be there. */
type Shape = string | { readonly [key: string]: Shape };

const lib = new URL('../../../../lib/', import.meta.url);
const files = ['terminal/capture/scenario.ts', ...readdirSync(new URL('scenario/', lib)).map(it => `scenario/${it}`)];
const declared = new Map<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration>();
for (const name of files) {
  const source = readFileSync(new URL(name, lib), 'utf8');
  for (const it of ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true).statements) {
    if (ts.isInterfaceDeclaration(it) || ts.isTypeAliasDeclaration(it)) declared.set(it.name.text, it);
  }
}

function ofType(node: ts.TypeNode): Shape[] {
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(ofType);
  if (ts.isTypeOperatorNode(node)) return ofType(node.type);
  if (ts.isArrayTypeNode(node)) return [{ '[]': merge(ofType(node.elementType)) }];
  if (ts.isLiteralTypeNode(node)) {
    const { literal } = node;
    return [literal.kind === ts.SyntaxKind.NullKeyword ? 'null' : `=${literal.getText().replaceAll("'", '')}`];
  }
  if (ts.isTypeReferenceNode(node)) {
    const target = declared.get(node.typeName.getText())!;
    return ts.isInterfaceDeclaration(target) ? [ofInterface(target)] : ofType(target.type);
  }
  return [node.getText()];
}

function ofInterface(node: ts.InterfaceDeclaration): Shape {
  const members = node.members.filter(ts.isPropertySignature);
  return Object.fromEntries(
    members.map(it => [it.name.getText() + (it.questionToken ? '?' : ''), merge(ofType(it.type!))]),
  );
}

function merge(shapes: readonly Shape[]): Shape {
  const simple = shapes.filter(it => typeof it === 'string').sort();
  const object = shapes.find(it => typeof it === 'object');
  if (!object) return simple.join('|');
  return simple.length === 0 ? object : { or: simple.join('|'), ...object };
}

interface Part {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly required?: readonly string[];
  readonly items?: Part;
  readonly if?: Part;
  readonly then?: Part;
  readonly else?: Part;
}

function ofSchema(part: Part): Shape[] {
  if (part.$ref) return ofSchema((schema.definitions as Record<string, Part>)[part.$ref.split('/').at(-1)!]!);
  if (part.if) return [...(part.then ? ofSchema(part.then) : [part.if.type as string]), ...ofSchema(part.else!)];
  if (part.const !== undefined) return [`=${String(part.const)}`];
  if (part.enum) return part.enum.map(word => `=${word}`);
  return [part.type!].flat().map(type => {
    if (type === 'array') return { '[]': merge(ofSchema(part.items!)) };
    if (type !== 'object') return type === 'integer' ? 'number' : type;
    const { properties = {}, required = [] } = part;
    const key = (name: string) => name + (required.includes(name) ? '' : '?');
    return Object.fromEntries(Object.entries(properties).map(([name, it]) => [key(name), merge(ofSchema(it))]));
  });
}

describe('the schema of a scenario', () => {
  it('says what the type says', () => {
    const type = ofInterface(declared.get('Scenario') as ts.InterfaceDeclaration);
    expect(merge(ofSchema(schema as Part))).toEqual(type);
    // The walk has arrived at the leaves.
    expect(JSON.stringify(type)).toContain('=continuePending');
    expect(JSON.stringify(type)).toContain('"colorDepth?":"number"');
  });
});
