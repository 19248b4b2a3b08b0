/** In what a program that runs tests differs from others, as far as tests see it. */
export interface HostFacts {
  /** What its file is called, and the process in the list of Windows. */
  readonly program: string;
  /** What stands between the program and a script. */
  readonly words: readonly string[];
  /** How often in three seconds the first thread and all others together wake by themselves though nothing is to be done. */
  readonly ownWakes: number;
  readonly otherWakes: number;
}

/** The program of this process, by the word of the lab. */
export const thisHost = (): HostFacts => JSON.parse(String(process.env.LAB_HOST)) as HostFacts;
