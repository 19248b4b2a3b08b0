/** Windows ignores case when it compares names of accounts, clients and programs. */
export function fold(text: string): string {
  return text.toLowerCase();
}

export function sameText(a: string, b: string): boolean {
  return fold(a) === fold(b);
}
