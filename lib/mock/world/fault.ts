/// <reference lib="esnext.disposable" preserve="true" />

/** Something that goes wrong until it is ended. For `using`; `end()` where that is not at hand. */
export interface Fault extends Disposable {
  /** Ends it. A second time does nothing. */
  end(): void;
}

/** Older runtimes lack `Symbol.dispose`; compilers that lower `using` fall back to the registered symbol. */
const dispose: typeof Symbol.dispose = Symbol.dispose ?? (Symbol.for('Symbol.dispose') as typeof Symbol.dispose);

/** A fault that is ended once, by `end`. */
export function faultThat(end: () => void): Fault {
  let over = false;
  const once = () => {
    if (over) return;
    over = true;
    end();
  };
  return Object.freeze({ end: once, [dispose]: once });
}
