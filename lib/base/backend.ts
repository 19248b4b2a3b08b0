declare const brand: unique symbol;
/** Where answers come from: Windows, or a world of `winstation/mock`. */
export interface Backend {
  readonly [brand]: 'winstation backend';
}
