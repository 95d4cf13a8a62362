import type { Goroutine } from './goroutine.ts';
import type { Program } from './program.ts';
import type { QueueNode } from './queue.ts';

/** A timer of a program: stopped with it, and what its scheduler's clock counts. May be started again and again. */
export class Timer implements QueueNode {
  previous: QueueNode | undefined = undefined;
  next: QueueNode | undefined = undefined;
  readonly program: Program;
  /** On whose behalf it was set. */
  readonly goroutine: Goroutine | undefined;
  readonly #fire: () => void;
  /** When it is due, on the scheduler's clock, and its place in the scheduler's books; set by the scheduler. */
  due = 0;
  order = 0;
  place = -1;

  constructor(program: Program, goroutine: Goroutine | undefined, fire: () => void) {
    this.program = program;
    this.goroutine = goroutine;
    this.#fire = fire;
  }

  get isPending(): boolean {
    return this.next !== undefined;
  }

  /** Starts it, or starts it again. `delay` in milliseconds. */
  start(delay: number): void {
    const { program } = this;
    this.stop();
    if (program.over) return;
    program.timers.push(this);
    program.scheduler.schedule(this, Math.max(0, delay));
  }

  /** @returns whether it was still pending */
  stop(): boolean {
    if (!this.isPending) return false;
    this.program.timers.remove(this);
    this.program.scheduler.cancel(this);
    return true;
  }

  /** It is due: its scheduler calls this, once. */
  ring(): void {
    if (!this.isPending) return;
    this.program.timers.remove(this);
    this.#fire();
  }
}
