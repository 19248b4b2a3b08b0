/**
 * Gives `target` the members of `part`: methods and getters go on to `part`, which keeps its own state. So one object shows
 * the members of several, none of which inherits from another.
 */
export function addMembers<T extends object, P extends object>(target: T, part: P): T & P {
  for (let from = part; from !== Object.prototype; from = Object.getPrototypeOf(from)) {
    for (const [name, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(from))) {
      if (name === 'constructor') continue;
      if (name in target) throw new Error(`there are two members named ${name}`);
      const member = get
        ? { get: () => get.call(part) }
        : { value: typeof value === 'function' ? value.bind(part) : value, writable: true };
      Object.defineProperty(target, name, { ...member, configurable: true });
    }
  }
  return target as T & P;
}
