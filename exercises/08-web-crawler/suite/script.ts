/** What the simulated web answers. Times are in milliseconds. */
export interface Reply {
  /** @default 0 */
  readonly takes?: number;
  /** @default 200 */
  readonly status?: number;
  /** @default `text/html` */
  readonly type?: string;
  /** Puts links into the body. */
  readonly links?: readonly string[];
  readonly body?: string;
  readonly location?: string;
  /** The network fails. */
  readonly fails?: string;
}

export interface Script {
  /** By address. Everything else is answered with 404. */
  readonly web: Readonly<Record<string, Reply>>;
  readonly options: {
    readonly start: readonly string[];
    readonly hosts: readonly string[];
    readonly depth: number;
    readonly pages: number;
    readonly downloads: number;
    readonly processors: number;
    readonly delay: number;
    readonly timeout: number;
    readonly grace: number;
    readonly agent: string;
  };
  /** How long the processing of a page takes. */
  readonly processing: number;
  /** Pages whose processing throws. */
  readonly spoiled?: readonly string[];
  /** When the context ends. */
  readonly stopAt?: number;
}

export interface Span {
  readonly url: string;
  readonly began: number;
  readonly ended: number;
  readonly end: 'done' | 'cancelled' | 'threw';
}

export interface History {
  readonly requests: readonly Span[];
  readonly processed: readonly Span[];
  readonly report: {
    readonly processed: number;
    readonly failed: readonly { readonly url: string; readonly reason: string }[];
    readonly forbidden: readonly string[];
    readonly left: readonly string[];
  };
  readonly took: number;
  /** A minute after the report, besides the main one. */
  readonly goroutines: number;
}
