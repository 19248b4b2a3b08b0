const CTRL_C = '\x03';
const CTRL_Z = '\x1a';

/**
 * Calls `pressed` with each key of the terminal, until the returned function is called. A terminal that passes single keys on sends no
 * signals for Ctrl-C and Ctrl-Z, so that is done here.
 */
export function onKey(pressed: (key: string) => void): () => void {
  const { stdin } = process;
  const raw = (on: boolean) => {
    // The terminal may be gone.
    try {
      stdin.setRawMode(on);
    } catch {}
  };
  const resumed = () => raw(true);
  const read = (text: string) => {
    for (const key of text) {
      if (key === CTRL_C) process.emit('SIGINT', 'SIGINT');
      else if (key === CTRL_Z && process.platform !== 'win32') {
        raw(false);
        process.kill(0, 'SIGTSTP');
      } else pressed(key);
    }
  };
  if (process.platform !== 'win32') process.on('SIGCONT', resumed);
  raw(true);
  stdin.setEncoding('utf8').on('data', read).resume();
  return () => {
    stdin.off('data', read).pause();
    process.off('SIGCONT', resumed);
    raw(false);
  };
}
