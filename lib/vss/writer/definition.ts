import {
  checkBoolean,
  checkDuration,
  checkOptions,
  outOfRange,
  wrongType,
  wrongValue,
} from '../../errors/arguments.js';
import { guid, takeGuid } from '../../identity/guid.js';
import { checkComponentText } from '../component-text.js';
import type { VssComponent, VssFiles, VssPhase } from '../component-types.js';
import type { HandlerName, RawComponent, RawFiles, WriterQuestion } from '../contract.js';
import { COMPONENT_TYPES, LEVELS, RESTORE_METHODS, SOURCES, USAGES } from '../words.js';
import { failing } from './answers.js';
import { HANDLERS, PHASES } from './phases.js';
import type { VssHandlers, VssWriterDefinition } from './types.js';

const FREEZE_TIMEOUT_MS = 60_000;
/** Of freeze and thaw: other writers wait meanwhile. */
const QUICK_MS = 20_000;
const SLOW_MS = 60_000;
/** How many calls of Windows may wait for JavaScript at a time. */
const MOST_TICKETS = 16;
const MOST_COMPONENTS = 1_000;
const MOST_FILES = 1_000;

const KEYS: readonly (keyof VssWriterDefinition)[] = [
  'id',
  'name',
  'instanceName',
  'usage',
  'source',
  'level',
  'freezeTimeout',
  'deadlines',
  'components',
  'exclude',
  'restore',
];
const HANDLER_KEYS = [...Object.values(PHASES).filter(it => it !== 'thaw'), 'resume'];

function word<W extends string>(name: string, value: unknown, words: Readonly<Record<W, number>>): number {
  if (typeof value === 'string' && Object.hasOwn(words, value)) return words[value as W];
  throw wrongValue(name, `one of ${Object.keys(words).join(', ')}`, value);
}

function listOf<T>(name: string, value: readonly T[] | undefined, most: number): readonly T[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrongType(name, 'an array', value);
  if (value.length > most) throw outOfRange(name, `of at most ${most} members`, value.length);
  return value;
}

function takeFiles(at: string, files: VssFiles, isDatabase: boolean): RawFiles {
  if (files === undefined) throw wrongType(at, 'files', files);
  checkOptions(at, files, ['path', 'spec', 'recursive']);
  const { path, spec, recursive = false } = files;
  checkComponentText(`${at}.path`, path);
  checkComponentText(`${at}.spec`, spec);
  if (path === '' || /[*?]/.test(path)) throw wrongValue(`${at}.path`, 'a folder, without wildcards', path);
  if (spec === '' || spec.includes('\\'))
    throw wrongValue(`${at}.spec`, 'names in a folder, without a backslash', spec);
  checkBoolean(`${at}.recursive`, recursive);
  if (recursive && isDatabase) throw wrongValue(`${at}.recursive`, 'false for files of a database', recursive);
  return { path, spec, recursive };
}

function takeComponent(at: string, component: VssComponent): RawComponent {
  if (component === undefined) throw wrongType(at, 'a component', component);
  checkOptions(at, component, ['type', 'name', 'logicalPath', 'caption', 'selectable', 'files']);
  const { name, logicalPath, caption, selectable = false, files } = component;
  const type = word(`${at}.type`, component.type, COMPONENT_TYPES);
  checkComponentText(`${at}.name`, name);
  if (name === '' || name.includes('\\')) throw wrongValue(`${at}.name`, 'a name without a backslash', name);
  if (logicalPath !== undefined) checkComponentText(`${at}.logicalPath`, logicalPath);
  if (caption !== undefined) checkComponentText(`${at}.caption`, caption);
  checkBoolean(`${at}.selectable`, selectable);
  const isDatabase = type === COMPONENT_TYPES.database;
  return {
    type,
    name,
    logicalPath: logicalPath || undefined,
    caption,
    selectable,
    files: listOf(`${at}.files`, files, MOST_FILES).map((it, i) => takeFiles(`${at}.files[${i}]`, it, isDatabase)),
  };
}

function takeComponents(given: VssWriterDefinition['components']): readonly RawComponent[] {
  const known = new Set<string>();
  return listOf('definition.components', given, MOST_COMPONENTS).map((it, i) => {
    const component = takeComponent(`definition.components[${i}]`, it);
    // Windows refuses two of one name, and so the whole writer.
    const key = JSON.stringify([component.logicalPath ?? '', component.name]).toLowerCase();
    if (known.has(key))
      throw wrongValue(`definition.components[${i}]`, 'another one than those before it', component.name);
    known.add(key);
    return component;
  });
}

function takeDeadlines(
  given: VssWriterDefinition['deadlines'],
  freezeTimeout: number,
): Readonly<Record<VssPhase, number>> {
  const phases = Object.values(PHASES);
  checkOptions('definition.deadlines', given, phases);
  const deadlines = {} as Record<VssPhase, number>;
  for (const phase of phases) {
    const isQuick = phase === 'freeze' || phase === 'thaw';
    const standard = isQuick ? Math.min(QUICK_MS, freezeTimeout / 2) : SLOW_MS;
    const deadline = given?.[phase] ?? standard;
    checkDuration(`definition.deadlines.${phase}`, deadline);
    deadlines[phase] = Math.max(1, Math.floor(deadline));
  }
  if (deadlines.freeze > freezeTimeout / 2) {
    throw outOfRange(
      'definition.deadlines.freeze',
      `at most half of freezeTimeout (${freezeTimeout} ms)`,
      deadlines.freeze,
    );
  }
  return deadlines;
}

/** Whether it is of a class, which may have fields of its own. */
function isOfClass(it: object): boolean {
  const its = Object.getPrototypeOf(it);
  return its !== null && Object.getPrototypeOf(its) !== null;
}

/** The handlers as they are now, also those that a class has. What is changed afterwards has no effect, as with the definition. */
export function takeHandlers(handlers: VssHandlers): VssHandlers {
  if (typeof handlers !== 'object' || handlers === null) throw wrongType('handlers', 'an object', handlers);
  const hasOthers = isOfClass(handlers);
  if (!hasOthers) checkOptions('handlers', handlers, HANDLER_KEYS);
  const given = handlers as Readonly<Record<string, unknown>>;
  const taken: Record<string, unknown> = {};
  for (const key of HANDLER_KEYS) {
    const it = given[key];
    if (it === undefined) continue;
    if (typeof it !== 'function') throw wrongType(`handlers.${key}`, 'a function', it);
    taken[key] = it.bind(handlers);
  }
  if (hasOthers && Object.keys(taken).length === 0) throw wrongType('handlers', 'an object with handlers', handlers);
  if ((taken.freeze === undefined) !== (taken.resume === undefined)) {
    throw wrongValue('handlers', 'both freeze and resume, or none of them', taken.freeze ? 'freeze' : 'resume');
  }
  return Object.freeze(taken) as unknown as VssHandlers;
}

/** What is delivered: what there is a handler for, and the abort, which ends the signals of others. */
function deliveredOf(handlers: VssHandlers, deadlines: Readonly<Record<VssPhase, number>>) {
  const delivered: Partial<Record<HandlerName, number>> = {};
  for (const name of HANDLERS) {
    const phase = PHASES[name];
    const has = phase === 'thaw' ? handlers.resume !== undefined : phase === 'abort' || handlers[phase] !== undefined;
    if (has) delivered[name] = deadlines[phase];
  }
  return delivered;
}

/** What Windows learns of a writer, once. */
export function questionOf(definition: VssWriterDefinition, handlers: VssHandlers): WriterQuestion {
  if (definition === undefined) throw wrongType('definition', 'an object', definition);
  checkOptions('definition', definition, KEYS);
  const {
    name,
    instanceName,
    level = 'frontEnd',
    restore = 'ifCanReplace',
    freezeTimeout = FREEZE_TIMEOUT_MS,
  } = definition;
  const id = takeGuid('definition.id', definition.id);
  if (id === guid.nil) throw wrongValue('definition.id', 'a GUID of your own', id);
  checkComponentText('definition.name', name);
  if (name === '') throw wrongValue('definition.name', 'a name', name);
  if (instanceName !== undefined) checkComponentText('definition.instanceName', instanceName);
  checkDuration('definition.freezeTimeout', freezeTimeout);
  if (freezeTimeout < 2) throw outOfRange('definition.freezeTimeout', 'at least 2 milliseconds', freezeTimeout);
  return Object.freeze({
    id,
    name,
    instanceName: instanceName || undefined,
    usage: word('definition.usage', definition.usage, USAGES),
    source: word('definition.source', definition.source, SOURCES),
    level: word('definition.level', level, LEVELS),
    freezeTimeout: Math.floor(freezeTimeout),
    components: takeComponents(definition.components),
    exclude: listOf('definition.exclude', definition.exclude, MOST_FILES).map((it, i) =>
      takeFiles(`definition.exclude[${i}]`, it, false),
    ),
    restoreMethod: word('definition.restore', restore, RESTORE_METHODS),
    handlers: deliveredOf(handlers, takeDeadlines(definition.deadlines, freezeTimeout)),
    most: MOST_TICKETS,
    late: failing('timeout', 'The writer has not answered in time.'),
    closed: failing('retryable', 'The writer cannot answer now.'),
    shuttingDown: failing('nonRetryable', 'Windows ends its writers.'),
  });
}
