import { fold } from '../../../base/fold.js';
import type { ScenarioListener } from '../../../terminal/capture/scenario.js';
import type { RawListener } from '../../../terminal/listeners/raw-listener.js';
import { type Descriptor, readDescriptor, writeDescriptor } from '../../../terminal/listeners/security/descriptor.js';
import { isGranted } from '../../../terminal/listeners/security/permissions.js';
import { parseSddl, WrongSddl, writeSddl } from '../../../terminal/listeners/security/sddl.js';
import { changed, checkChanges, NEW_LISTENER } from '../../../terminal/listeners/settings.js';
import type { SessionRight } from '../../../terminal/listeners/types.js';
import { scenarioError } from '../../world/scenario/validate.js';
import type { ListenerOptions } from '../control-types.js';

/** A listener of a host. */
export interface ListenerState {
  readonly name: string;
  config: RawListener;
  security: Descriptor;
}

/** Those of a host, by their names without regard to case. */
export type Listeners = Map<string, ListenerState>;

const RDP = 'RDP-Tcp';
const RDP_PORT = 3389;

/**
 * What Windows gives a new listener: the system and administrators may do everything, Remote Desktop Users look, log on and connect.
 * The exact bits were not seen.
 */
export const DEFAULT_SECURITY = 'D:(A;;0xf03ff;;;SY)(A;;0xf03ff;;;BA)(A;;0x121;;;RD)';

const rdpListener = (): ListenerState => ({
  name: RDP,
  config: { ...NEW_LISTENER, portNumber: RDP_PORT },
  security: parseSddl(DEFAULT_SECURITY),
});

/** What fits into a field, its NUL left out. */
const FITS = { comment: 60, logonUserName: 20, logonDomain: 17, workDirectory: 260, initialProgram: 260 } as const;

export function readListeners(given: readonly ScenarioListener[] | undefined, path: string): Listeners {
  const all = given?.map((it, i) => readListener(it, `${path}.listeners[${i}]`)) ?? [rdpListener()];
  return new Map(all.map(it => [fold(it.name), it]));
}

function readListener({ name, config, security = DEFAULT_SECURITY }: ScenarioListener, path: string): ListenerState {
  const cut = Object.entries(FITS).map(([key, most]) => [
    key,
    String(config?.[key as keyof typeof FITS] ?? '').slice(0, most),
  ]);
  const whole = { ...NEW_LISTENER, portNumber: RDP_PORT, ...config, ...Object.fromEntries(cut) } as RawListener;
  try {
    return { name: name.slice(0, 32), config: whole, security: parseSddl(security) };
  } catch (error) {
    if (error instanceof WrongSddl) throw scenarioError(`${path}.security`, `is no SDDL: ${error.message}`);
    throw error;
  }
}

/** `undefined`: as every world has them that says nothing else. */
export function writeListeners(listeners: Listeners): readonly ScenarioListener[] | undefined {
  const written = [...listeners.values()].map(({ name, config, security }) => ({
    name,
    config: differing(config, { ...NEW_LISTENER, portNumber: RDP_PORT }),
    security: writeSddl(security),
  }));
  const usual = rdpListener();
  const [only] = written;
  const isUsual =
    written.length === 1 &&
    only!.name === usual.name &&
    Object.keys(only!.config).length === 0 &&
    only!.security === DEFAULT_SECURITY;
  return isUsual ? undefined : written;
}

function differing(config: RawListener, usual: RawListener): Partial<RawListener> {
  const entries = Object.entries(config).filter(([key, value]) => usual[key as keyof RawListener] !== value);
  return Object.fromEntries(entries);
}

/** The listener that a connection of this name came in through. */
export function listenerOf(listeners: Listeners, connection: string | null): ListenerState | undefined {
  return listeners.get(fold((connection ?? '').split('#')[0]!));
}

/** What Windows does when a client connects. At the console there is no listener. */
export function takeOverPermissions(
  { listeners, permissions }: { readonly listeners: Listeners; readonly permissions: Map<number, Descriptor> },
  { id, name }: { readonly id: number; readonly name: string | null },
): void {
  const listener = listenerOf(listeners, name);
  if (listener) permissions.set(id, listener.security);
  else permissions.delete(id);
}

/** A new listener, as Windows makes it. */
export function addListener(listeners: Listeners, name: string, config: RawListener): void {
  listeners.set(fold(name), { name, config, security: parseSddl(DEFAULT_SECURITY) });
}

/** What people and other programs do to a listener. */
export function keepListener(listeners: Listeners, name: string, { config = {}, security }: ListenerOptions): void {
  if (typeof name !== 'string' || name === '') throw new TypeError('a listener has a name');
  checkChanges('config', config, false);
  const lists = security === undefined ? undefined : parseSddl(security);
  if (!listeners.has(fold(name))) addListener(listeners, name, { ...NEW_LISTENER, portNumber: RDP_PORT });
  const found = listeners.get(fold(name))!;
  found.config = changed(found.config, config);
  if (lists) found.security = lists;
}

/** The bytes of the parts that are asked for. */
export function securityBytes({ dacl, sacl }: Descriptor, parts: { readonly dacl: boolean; readonly sacl: boolean }) {
  return writeDescriptor({ dacl: parts.dacl ? dacl : undefined, sacl: parts.sacl ? sacl : undefined })!;
}

/** `undefined`: these bytes are no descriptor. */
export function securityFrom(bytes: Uint8Array): Descriptor | undefined {
  try {
    return readDescriptor(bytes);
  } catch {
    return undefined;
  }
}

export const grants = (security: Descriptor, sids: readonly string[], right: SessionRight): boolean =>
  isGranted(security, sids, right);
