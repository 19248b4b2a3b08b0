declare const brand: unique symbol;

/** A text in the one spelling of its kind. The compiler keeps kinds apart; when the program runs, it is a plain string. */
export type Branded<N extends string> = string & { readonly [brand]: N };

/**
 * One kind of identity. The text is the value: `===` compares it, a `Map` takes it as a key, and JSON keeps it. Every function
 * takes any spelling that `parse` takes and works without its object, so `ids.toSorted(guid.compare)` is fine.
 */
export interface IdKind<T extends string, P extends object> {
  /** How many bytes Windows gives it. */
  readonly size: number;

  /**
   * The one spelling of a text that Windows, a tool or a person wrote.
   * @throws TypeError with code `'ERR_INVALID_ARG_TYPE'` when it is no string.
   * @throws TypeError with code `'ERR_INVALID_ARG_VALUE'` when it is no text of this kind.
   * @example guid.parse('{C191BFBC-B602-4675-8BD1-67D642F529D5}'); // 'c191bfbc-b602-4675-8bd1-67d642f529d5'
   */
  parse(text: string): T;

  /**
   * Whether a value is a text of this kind in its one spelling already. Never throws, whatever the value is.
   * @example luid.is('0x0:0x3e7'); // true, and false for '0x0:0x3E7'
   */
  is(value: unknown): value is T;

  /**
   * The id that has these numbers.
   * @throws TypeError with code `'ERR_INVALID_ARG_TYPE'` when a part is missing or of the wrong type.
   * @throws RangeError with code `'ERR_OUT_OF_RANGE'` when a part does not fit its field.
   * @example luid.fromParts({ high: 0, low: 999 }); // '0x0:0x3e7'
   */
  fromParts(parts: P): T;

  /**
   * The numbers behind the text.
   * @throws TypeError as `parse` does.
   * @example luid.toParts(luid.parse('0x0:0x3e7')); // { high: 0, low: 999 }
   */
  toParts(id: T): P;

  /**
   * The bytes in Windows' own layout, little-endian. Each call makes new ones.
   * @throws TypeError as `parse` does.
   * @example luid.toBytes(luid.parse('0x0:0x3e7')); // e7 03 00 00 00 00 00 00
   */
  toBytes(id: T): Uint8Array;

  /**
   * The id that Windows means by these bytes.
   * @throws TypeError with code `'ERR_INVALID_ARG_TYPE'` when it is no `Uint8Array`. A `Buffer` is one.
   * @throws RangeError with code `'ERR_OUT_OF_RANGE'` unless there are exactly `size` bytes.
   * @example guid.fromBytes(buffer.subarray(8, 24));
   */
  fromBytes(bytes: Uint8Array): T;

  /**
   * Orders by number and not by letter, for `sort` and `toSorted`: negative, 0 or positive.
   * @throws TypeError as `parse` does.
   * @example ids.toSorted(iscsiSessionId.compare);
   */
  compare(a: T, b: T): number;
}
