import { setImmediate } from 'node:timers/promises';

/** Collects unhandled rejections while `body` runs, and until `rest` is over: Node looks for them when all promise jobs are done. */
export async function unhandled(
  body: () => Promise<void>,
  rest: () => Promise<unknown> = () => setImmediate(),
): Promise<unknown[]> {
  const seen: unknown[] = [];
  const hear = (error: unknown) => seen.push(error);
  const others = process.rawListeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', hear);
  try {
    await body();
    await rest();
  } finally {
    process.off('unhandledRejection', hear);
    for (const other of others) process.on('unhandledRejection', other as never);
  }
  return seen;
}
