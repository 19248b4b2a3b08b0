/** A value of the registry, by Windows' number of its type. */
export interface RegistryValue {
  readonly type: number;
  readonly number: number;
  readonly text: string;
}

export const REG_SZ = 1;
export const REG_DWORD = 4;

/** Values under HKEY_LOCAL_MACHINE, as far as somebody has set them. Windows compares keys and names without regard to case. */
export class Registry {
  readonly #values = new Map<string, RegistryValue>();

  get(key: string, name: string): RegistryValue | undefined {
    return this.#values.get(at(key, name));
  }

  /** `undefined` takes the value away. */
  set(key: string, name: string, data: number | string | undefined): void {
    if (data === undefined) this.#values.delete(at(key, name));
    else if (typeof data === 'number') this.#values.set(at(key, name), { type: REG_DWORD, number: data, text: '' });
    else this.#values.set(at(key, name), { type: REG_SZ, number: 0, text: data });
  }
}

const at = (key: string, name: string): string => `${key}\\${name}`.toLowerCase();
