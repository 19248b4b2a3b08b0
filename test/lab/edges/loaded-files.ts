/** What Deno has in place of a report of the process: the functions of any DLL. */
interface DenoFfi {
  dlopen(
    file: string,
    functions: Readonly<Record<string, { readonly parameters: readonly string[]; readonly result: string }>>,
  ): { readonly symbols: Readonly<Record<string, (...args: readonly unknown[]) => number>> };
}

const MOST_MODULES = 1_024;
const MOST_LETTERS = 1_024;
/** The handle by which a process names itself. */
const SELF = -1n;

function byFfi({ dlopen }: DenoFfi): readonly string[] {
  const { symbols } = dlopen('kernel32.dll', {
    K32EnumProcessModules: { parameters: ['isize', 'buffer', 'u32', 'buffer'], result: 'i32' },
    K32GetModuleFileNameExW: { parameters: ['isize', 'usize', 'buffer', 'u32'], result: 'u32' },
  });
  const modules = new BigUint64Array(MOST_MODULES);
  const needed = new Uint32Array(1);
  const bytes = modules.byteLength;
  const listed = symbols.K32EnumProcessModules?.(
    SELF,
    new Uint8Array(modules.buffer),
    bytes,
    new Uint8Array(needed.buffer),
  );
  const count = (needed[0] ?? 0) / 8;
  if (!listed || count > MOST_MODULES) throw new Error(`the modules of this process could not be listed (${count})`);
  return [...modules.subarray(0, count)].map(module => {
    const name = new Uint16Array(MOST_LETTERS);
    const letters = symbols.K32GetModuleFileNameExW?.(SELF, module, new Uint8Array(name.buffer), MOST_LETTERS) ?? 0;
    return String.fromCharCode(...name.subarray(0, letters));
  });
}

/** The files of the program and of every DLL in this process. */
export function loadedFiles(): readonly string[] {
  const { Deno: deno } = globalThis as { Deno?: DenoFfi };
  if (deno) return byFfi(deno);
  return (process.report.getReport() as unknown as { sharedObjects: readonly string[] }).sharedObjects;
}
