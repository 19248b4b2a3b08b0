import { nearest } from '../../../base/nearest.js';
import type { GeneralScenario } from './general.js';
import schema from './scenario.schema.json';
import { validate } from './validator.generated.js';

/** What the generated code reports; of ajv's form. */
interface Problem {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

type Check = ((value: unknown) => boolean) & { readonly errors?: readonly Problem[] | null };

/** A scenario that is none. The message names the path. */
export function scenarioError(path: string, problem: string): TypeError {
  return Object.assign(new TypeError(`${path === '' ? 'the scenario' : path} ${problem}`), {
    code: 'ERR_INVALID_SCENARIO',
  });
}

export function checkScenario(value: unknown): asserts value is GeneralScenario {
  const check = validate as Check;
  if (check(value)) return;
  const problem = check.errors![0]!;
  const path = pathOf(problem.instancePath);
  if (problem.keyword === 'additionalProperties') {
    const key = String(problem.params.additionalProperty);
    const meant = nearest(key, keysAt(problem.instancePath));
    throw scenarioError(join(path, key), `is not known${meant === undefined ? '' : `; did you mean ${meant}?`}`);
  }
  if (problem.keyword === 'required')
    throw scenarioError(join(path, String(problem.params.missingProperty)), 'is missing');
  throw scenarioError(path, complaint(problem, at(value, problem.instancePath)));
}

function complaint({ keyword, params }: Problem, value: unknown): string {
  const shown = show(value);
  switch (keyword) {
    case 'type': {
      const wanted = [params.type].flat().map(it => TYPES[String(it)] ?? String(it));
      return `must be ${wanted.join(' or ')}, not ${shown}`;
    }
    case 'const':
      return `must be ${show(params.allowedValue)}, not ${shown}`;
    case 'enum': {
      const words = params.allowedValues as readonly string[];
      const meant = typeof value === 'string' ? nearest(value, words) : undefined;
      return meant === undefined
        ? `must be one of ${words.map(show).join(', ')}, not ${shown}`
        : `is ${shown}; did you mean ${show(meant)}?`;
    }
    case 'minimum':
      return `must be at least ${String(params.limit)}, not ${shown}`;
    case 'maximum':
      return `must be at most ${String(params.limit)}, not ${shown}`;
    case 'pattern':
      return `${PATTERNS.find(([part]) => String(params.pattern).startsWith(part))?.[1] ?? 'is not well formed'}: ${shown}`;
    default:
      return `is not valid: ${shown}`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
};

const PATTERNS: readonly (readonly [string, string])[] = [
  ['^(\\+\\d{6}|\\d{4})-', 'must be a time in UTC such as 2026-01-02T03:04:05.1234567Z'],
  ['^\\d{4}-', 'must be a time in UTC such as 2026-01-02T03:04:05.1234567Z'],
  ['^\\d+', 'must be a version such as 10.0.26100'],
  ['^[0-9a-f]{8}', 'must be a GUID in lower case without braces'],
  ['[^\\s]', 'must not be blank'],
];

function show(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 60 ? `${value.slice(0, 60)}…` : value}'`;
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** `/hosts/0/sessions` as `hosts[0].sessions`. */
function pathOf(pointer: string): string {
  return keysOf(pointer).reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : join(path, key)), '');
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function at(value: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce((here, key) => (here as Record<string, unknown>)[key], value);
}

/** The part of the schema that describes what a pointer points at. */
interface Part {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly else?: Part;
}

/** The keys that may stand there. */
function keysAt(pointer: string): readonly string[] {
  const definitions = schema.definitions as unknown as Readonly<Record<string, Part>>;
  const resolved = (part: Part | undefined): Part | undefined => {
    if (part?.$ref) return definitions[part.$ref.replace('#/definitions/', '')];
    return part?.else ? resolved(part.else) : part;
  };
  const part = keysOf(pointer).reduce<Part | undefined>(
    (here, key) => resolved(here?.items ?? here?.properties?.[key]),
    schema as unknown as Part,
  );
  return Object.keys(part?.properties ?? {});
}

function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}
