/** Every goroutine is parked and nothing can wake one. Go: `fatal error: all goroutines are asleep - deadlock!`. */
export class DeadlockError extends Error {
  /** Always `DeadlockError`. */
  override readonly name = 'DeadlockError';
  /** Every goroutine with its state, in the shape of Go's dumps. */
  readonly dump: string;

  /** Made by `run`.
   *  @internal */
  constructor(dump: string, summary = 'all goroutines are asleep - deadlock!', hint = '') {
    super(dump === '' ? summary : `${summary}\n\n${dump}${hint}`);
    this.dump = dump;
    // Where the runtime noticed says nothing; the dump says where everybody waits.
    this.stack = `${this.name}: ${this.message}`;
  }
}
