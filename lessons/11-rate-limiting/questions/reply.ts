// module
/** What a service has answered. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** The header `Retry-After`, if there is one. */
  readonly retryAfter?: string;
}
