import type { VssComponent } from '../../vss/component-types.js';
import type { RawComponent } from '../../vss/contract.js';
import { COMPONENT_TYPES, componentTypeOf } from '../../vss/words.js';

/** As Windows has it. */
export const rawComponent = ({
  type,
  name,
  logicalPath,
  caption,
  selectable = false,
  files = [],
}: VssComponent): RawComponent => ({
  type: COMPONENT_TYPES[type],
  name,
  logicalPath,
  caption,
  selectable,
  files: files.map(({ path, spec, recursive = false }) => ({ path, spec, recursive })),
});

/** As a scenario has it. */
export const wordedComponent = ({ type, name, logicalPath, caption, selectable, files }: RawComponent) => ({
  type: componentTypeOf(type),
  name,
  ...(logicalPath !== undefined && { logicalPath }),
  ...(caption !== undefined && { caption }),
  ...(selectable && { selectable }),
  ...(files.length > 0 && {
    files: files.map(({ path, spec, recursive }) => ({ path, spec, ...(recursive && { recursive }) })),
  }),
});
