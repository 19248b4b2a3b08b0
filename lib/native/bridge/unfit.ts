import { NoAddonError } from '../../errors/no-addon.js';

/** For a file of the addon that belongs to another version. */
export const unfit = (why: string): NoAddonError =>
  new NoAddonError(
    `winstation's addon does not fit this version of the package: ${why}. Install the package again; where a bundler copies ` +
      'the .node file, build again.',
  );
