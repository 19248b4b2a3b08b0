/** The command line cannot be meant as it stands. */
export class UsageError extends Error {
  /** The command whose help tells more. */
  readonly command: string | undefined;

  constructor(message: string, command?: string) {
    super(message);
    this.command = command;
  }
}
