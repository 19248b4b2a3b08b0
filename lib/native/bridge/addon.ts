import { join } from 'node:path';
import { NoAddonError } from '../../errors/no-addon.js';
import { ADDON_FUNCTIONS, type RawAddon } from './addon-types.js';
import { unfit } from './unfit.js';

const NODE_API = 8;

let loaded: RawAddon | undefined;

/** The addon, loaded when first needed. */
export function addon(): RawAddon {
  loaded ??= checkAddon(load());
  return loaded;
}

/**
 * The addon exports nothing where the program that loaded it lacks a function of Node-API. A file of another version lacks
 * some of its own.
 */
export function checkAddon(raw: Partial<RawAddon>): RawAddon {
  const missing = ADDON_FUNCTIONS.filter(name => typeof raw[name] !== 'function');
  if (missing.length === 0) return raw as RawAddon;
  if (missing.length === ADDON_FUNCTIONS.length) {
    throw new NoAddonError(
      `winstation's addon was loaded, but this program (${process.execPath}) does not offer all the functions of Node-API ` +
        `${NODE_API} that it needs. They must come from the program itself, or from libnode.dll, node.dll or nw.dll.`,
    );
  }
  throw unfit(`it lacks ${missing.join(', ')}`);
}

function load(): Partial<RawAddon> {
  const { platform, arch, versions } = process;
  if (platform !== 'win32') {
    throw new NoAddonError(
      `Windows sessions can't be reached from ${platform}: winstation's addon runs on Windows alone. ` +
        "Here, use a world: import { createWorld } from 'winstation/mock'.",
    );
  }
  if (Number(versions.napi ?? 0) < NODE_API) {
    throw new NoAddonError(
      `winstation's addon needs Node-API ${NODE_API}, and this program (Node ${versions.node}) offers ` +
        `${versions.napi ?? 'none'}. Update Node or Electron.`,
    );
  }
  try {
    // Each path is literal, so that bundlers find the file.
    if (arch === 'x64') return require('../../prebuilds/win32-x64/winstation.node') as Partial<RawAddon>;
    if (arch === 'ia32') return require('../../prebuilds/win32-ia32/winstation.node') as Partial<RawAddon>;
    // The package does not bring this one, so bundlers must not look for it.
    if (arch === 'arm64') {
      return require(join(__dirname, '../../prebuilds/win32-arm64/winstation.node')) as Partial<RawAddon>;
    }
  } catch (cause) {
    throw new NoAddonError(whyNotLoaded(arch, cause), { cause });
  }
  throw new NoAddonError(
    `winstation has no addon for Windows on ${arch}: it comes for x64 and ia32. Use a Node for one of these.`,
  );
}

/** What is thrown where the file for this architecture cannot be had. */
export function whyNotLoaded(arch: string, cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  const file = `prebuilds/win32-${arch}/winstation.node`;
  if (code === 'ERR_DLOPEN_DISABLED') {
    return "winstation's addon may not be loaded: this program was started with --no-addons, or under a permission model without addons.";
  }
  if (code === 'MODULE_NOT_FOUND' && arch === 'arm64') {
    return (
      `winstation's file ${file} is not in the package, since nobody has run it yet. Take it from the repository, where it ` +
      'lies at the same place, or use a Node for x64.'
    );
  }
  if (code === 'MODULE_NOT_FOUND') {
    return (
      `winstation's file ${file} is missing. Install the package again; a bundler must keep 'winstation' external or copy ` +
      'its .node file, and Electron must unpack it from the asar archive.'
    );
  }
  return `winstation's addon ${file} was found and could not be loaded: ${message.split('\n')[0]}`;
}
