/** The goroutine a panic happened in, as reports show it. */
export interface PanicOrigin {
  /** 1 is main. */
  readonly id: number;
  /** The name of its function. */
  readonly name: string;
  /** The engine's stack text of the `go` statement, at detail `creation` and above. */
  readonly createdAt?: string;
}

/**
 * What `panic` raises. Go: a run-time panic. Uncaught in any goroutine, it ends the program.
 *
 * Runtime errors have Go's own texts: `send on closed channel`, `sync: negative WaitGroup counter`, …
 */
export class Panic extends Error {
  /** Always `Panic`. */
  override readonly name = 'Panic';
  /** What was passed to `panic`, or thrown. */
  readonly value: unknown;
  /** The goroutine that did not catch it; set when it ended the program. */
  declare goroutine?: PanicOrigin;
  /** The engine's stack text of the operation that raised it later, at detail `full`. */
  declare operationStack?: string;

  /** Throwing it is what `panic(value)` does. */
  constructor(value: unknown, options?: ErrorOptions) {
    super(describe(value), options);
    this.value = value;
  }
}

/** Raises a panic. Go: `panic(v)`. Recover with `try … catch`. */
export function panic(value: unknown): never {
  throw new Panic(value);
}

function describe(value: unknown): string {
  if (value instanceof Error) return value.message;
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) {
    try {
      return JSON.stringify(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  }
  return String(value);
}

/** Ends the goroutine that throws it, and is no panic. Go: what `runtime.Goexit` does. */
export class Goexit extends Error {
  override readonly name = 'Goexit';
  constructor() {
    super('runtime.goexit() ends this goroutine; do not catch it');
  }
}
