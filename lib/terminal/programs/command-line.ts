/**
 * The one text that Windows gives a program in place of arguments. Programs take it apart by the rules of Microsoft's C runtime
 * and of CommandLineToArgvW: spaces and tabs separate, quotes hold together, and backslashes mean something only before a quote.
 */
export function commandLine(file: string, args: readonly string[], verbatim: boolean): string {
  // A path has no quotes in it. The first argument knows no escapes, so it is always quoted and nothing else.
  return [`"${file}"`, ...(verbatim ? args : args.map(quoted))].join(' ');
}

/** One argument so that a program reads the very same. */
export function quoted(argument: string): string {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument;
  // Backslashes before a quote, the closing one included, are doubled.
  const inner = argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1');
  return `"${inner}"`;
}
