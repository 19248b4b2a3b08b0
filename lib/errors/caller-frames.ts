/** V8's own; other engines may lack it. */
const capture = (Error as { captureStackTrace?(target: object, below?: unknown): void }).captureStackTrace?.bind(Error);
/** An error that several callers wait for has the frames of the first. */
const shown = new WeakSet<object>();

/**
 * The error, with the frames of those who wait for it. It was made in a job of a lane, where nothing is left of its caller. Where
 * the wait for the job goes on, V8 knows who awaits it, so this costs nothing while all goes well.
 */
export function withCallerFrames(error: unknown, below: unknown): unknown {
  if (!capture || !(error instanceof Error) || shown.has(error)) return error;
  try {
    shown.add(error);
    const here: { stack?: string } = {};
    capture(here, below);
    const frames = here.stack?.split('\n').slice(1) ?? [];
    const known = new Set(error.stack?.split('\n'));
    const more = frames.filter(it => !known.has(it));
    if (more.length > 0 && typeof error.stack === 'string') error.stack += `\n${more.join('\n')}`;
  } catch {
    // A stack is for people; an error whose stack cannot be read or set is handed on as it is.
  }
  return error;
}
