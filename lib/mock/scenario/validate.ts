import type { Scenario, ScenarioClient } from '../../terminal/scenario.js';
import { nearest } from '../../text/nearest.js';
import { parseIPv4, parseIPv6 } from '../rules/address.js';
import schema from './scenario.schema.json';
import { validate } from './validator.generated.js';

/** What the generated code reports; of ajv's form. */
interface Problem {
  readonly instancePath: string;
  readonly schemaPath: string;
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

export function checkScenario(value: unknown): asserts value is Scenario {
  const check = validate as Check;
  if (check(value)) return;
  const problem = check.errors![0]!;
  const path = pathOf(problem.instancePath);
  if (problem.keyword === 'additionalProperties') {
    const key = String(problem.params.additionalProperty);
    const meant = nearest(key, Object.keys(at(schema, problem.schemaPath.split('/').slice(0, -1)) as object));
    throw scenarioError(join(path, key), `is not known${meant === undefined ? '' : `; did you mean ${meant}?`}`);
  }
  if (problem.keyword === 'required')
    throw scenarioError(join(path, String(problem.params.missingProperty)), 'is missing');
  throw scenarioError(path, complaint(problem, at(value, problem.instancePath.split('/').slice(1))));
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
  return pointer
    .split('/')
    .slice(1)
    .reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : join(path, key)), '');
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Follows a JSON pointer; `#/definitions/host` begins at the root. */
function at(value: unknown, keys: readonly string[]): unknown {
  let here = value;
  for (const key of keys) {
    if (key === '#' || here === null || typeof here !== 'object') continue;
    here = (here as Record<string, unknown>)[key.replace(/~1/g, '/').replace(/~0/g, '~')];
  }
  return (here as { properties?: object } | undefined)?.properties ?? here;
}

/** A client as the back door takes it: the part of a scenario of that name. */
export function checkClient(client: ScenarioClient): void {
  const path = 'hosts[0].sessions[0].client';
  try {
    checkScenario({ version: 1, hosts: [{ sessions: [{ client }] }] });
    checkAddress(client.address, `${path}.address`, true);
  } catch (error) {
    if (error instanceof TypeError) error.message = error.message.replace(path, 'client');
    throw error;
  }
}

export function checkAddress(address: string | null | undefined, path: string, v6: boolean): void {
  if (address === null || address === undefined || parseIPv4(address) || (v6 && parseIPv6(address))) return;
  throw scenarioError(path, `is not an IPv4 ${v6 ? 'or IPv6 ' : ''}address: '${address}'`);
}
