import fc from 'fast-check';

/** A kind of step: its name, and what else it says. */
export const one = <N extends string, M extends object>(name: N, more: { [K in keyof M]: fc.Arbitrary<M[K]> }) =>
  fc.record({ do: fc.constant(name), ...more }) as unknown as fc.Arbitrary<{ readonly do: N } & Readonly<M>>;

/** How often a kind comes, in relation to the others. */
export const weighted = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

/** Some turns of the microtask queue, in which nothing settles as a whole. */
export const turns = (max: number) => one('turns', { turns: fc.integer({ min: 1, max }) });
