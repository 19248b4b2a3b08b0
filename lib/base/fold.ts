/** Windows compares the names of accounts, clients and programs without regard to case. */
export function fold(text: string): string {
  return text.toLowerCase();
}

export function sameText(a: string, b: string): boolean {
  return fold(a) === fold(b);
}
