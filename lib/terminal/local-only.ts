/** A remote host was asked for what only the machine itself can do. Its type does not have it; JavaScript may ask all the same. */
export function localOnly(method: string, host: string): TypeError {
  return Object.assign(new TypeError(`${method}() is for this machine only, not for ${host}: use localHost()`), {
    code: 'ERR_INVALID_ARG_VALUE',
  });
}
