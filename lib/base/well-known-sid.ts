/**
 * SIDs that are the same on every Windows, and so name neither a person nor a machine nor a product. What is not of these is of
 * somebody: accounts of machines and domains (S-1-5-21-…), of Entra (S-1-12-1-…, which has the id of the object), services
 * (S-1-5-80-…), pools of IIS (S-1-5-82-…), virtual machines (S-1-5-83-1-…), packages (S-1-15-2-…), logons (S-1-5-5-…) and what
 * nobody has heard of.
 */
const WELL_KNOWN = [
  // Nobody, everybody, local, console, creator.
  /^S-1-0-0$/,
  /^S-1-1-0$/,
  /^S-1-2-[01]$/,
  /^S-1-3-[0-4]$/,
  // NT AUTHORITY, such as SYSTEM (18).
  /^S-1-5-\d{1,4}$/,
  // BUILTIN, and authentication packages.
  /^S-1-5-32-\d{1,4}$/,
  /^S-1-5-64-\d{1,3}$/,
  // All services, all pools, all virtual machines.
  /^S-1-5-8[023]-0$/,
  // The window manager and the font driver of a session.
  /^S-1-5-9[06]-0(-\d{1,10})?$/,
  // All packages, integrity levels, how the identity was asserted.
  /^S-1-15-2-[12]$/,
  /^S-1-16-\d{1,5}$/,
  /^S-1-18-\d$/,
];

export function isWellKnownSid(sid: string): boolean {
  const upper = sid.toUpperCase();
  return WELL_KNOWN.some(it => it.test(upper));
}
