import { unhandled } from '../unhandled.js';

/** What takes the steps of one program, and knows what must hold. */
export interface Model<S> {
  /** Before the first step. */
  begin?(): void | Promise<void>;
  /** Before each step. */
  before?(): void | Promise<void>;
  take(step: S): void | Promise<void>;
  /** After each step: throws what is wrong. */
  check(): void;
  /** After the last step: nothing hinders any more, all is ended, and nothing may be left. */
  end(): Promise<void>;
}

/** Runs a program; throws the mistakes that it finds. */
export async function runModel<S>(model: Model<S>, program: readonly S[]): Promise<void> {
  await allHandled(() => takeAll(model, program));
}

/** Throws what the body throws, and else the first rejection that nobody handled. */
export async function allHandled(body: () => Promise<void>): Promise<void> {
  let failure: unknown;
  const [first] = await unhandled(async () => {
    try {
      await body();
    } catch (error) {
      failure = error;
    }
  });
  if (failure !== undefined) throw failure;
  if (first !== undefined) throw new Error(`nobody handled ${first instanceof Error ? first.stack : String(first)}`);
}

async function takeAll<S>(model: Model<S>, program: readonly S[]): Promise<void> {
  await model.begin?.();
  for (const step of program) {
    await model.before?.();
    try {
      await model.take(step);
    } catch (error) {
      // The world refuses steps that make no sense in this state.
      if (!(error instanceof RangeError)) throw error;
    }
    model.check();
  }
  await model.end();
  model.check();
}

/** What a model has found wrong, until it is thrown. */
export class Mistakes {
  readonly #found: string[] = [];

  readonly add = (...why: readonly string[]): void => void this.#found.push(...why);

  /** Counts and lists of what is open or under way. None may be left. */
  addLeft<C extends { readonly [K in keyof C]: number | readonly string[] }>(counted: C): void {
    const left = Object.entries<number | readonly string[]>(counted).filter(([, it]) =>
      typeof it === 'number' ? it !== 0 : it.length > 0,
    );
    if (left.length > 0) this.add(`left over: ${JSON.stringify(Object.fromEntries(left))}`);
  }

  throwIfAny(): void {
    if (this.#found.length > 0) throw new Error(this.#found.join('\n'));
  }
}
