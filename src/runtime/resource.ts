/** What an operation works on: a channel, a lock, a wait group. Named in reports. */
export interface Resource {
  readonly kind: 'channel' | 'mutex' | 'rw-mutex' | 'wait-group' | 'cond' | 'once' | 'group' | 'context';
  /** The name its author gave it. */
  readonly label?: string | undefined;
  /** The engine's stack text of its creation, at detail `creation` and above. */
  readonly createdAt?: string | undefined;
}
