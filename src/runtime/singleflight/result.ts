/** What a call came to, as `doChan` sends it. Go: `singleflight.Result`. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly error: undefined; readonly shared: boolean }
  | { readonly ok: false; readonly value: undefined; readonly error: unknown; readonly shared: boolean };

/** How a call ended. */
export type Outcome<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'threw'; readonly error: unknown }
  /** It cannot be caught where a channel is waiting: the program ends. */
  | { readonly kind: 'panicked'; readonly error: unknown }
  /** `runtime.goexit()`: everybody who waits in `do` ends as well. */
  | { readonly kind: 'exited'; readonly error: unknown };
