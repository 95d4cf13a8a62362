import { ChannelCore, type ChannelTimer } from '../channel-core.ts';
import type { ReceiveChannel } from '../channel.ts';
import { receiveEnd } from '../chan.ts';
import { currentGoroutine, releases, type Program } from '../program.ts';
import { Timer } from '../runtime-timer.ts';

/**
 * What is behind the channel of a timer or a ticker.
 *
 * It runs only while somebody waits for its channel; whoever looks at the channel at another time finds what is due by then. So a timer
 * that nobody waits for costs nothing, is collected with its channel, and has nothing stale to receive after `stop`: as in Go since 1.23.
 */
export class TimeSource implements ChannelTimer {
  readonly #program: Program;
  readonly #core: ChannelCore<number>;
  readonly #timer: Timer;
  /** When it is due next, on the scheduler's clock; `undefined` when it is stopped, or has fired. */
  #due: number | undefined;
  /** Between ticks; 0 fires once. */
  #interval = 0;

  constructor(label: 'timer' | 'ticker') {
    const goroutine = currentGoroutine();
    this.#program = goroutine.program;
    // One value: what is due and has not been received.
    this.#core = new ChannelCore<number>(1, label);
    this.#core.timer = this;
    this.#timer = new Timer(this.#program, goroutine, () => this.#ring());
  }

  get channel(): ReceiveChannel<number> {
    return receiveEnd(this.#core);
  }

  /** Fires in `delay` milliseconds, and again every `interval` if that is not 0. */
  start(delay: number, interval: number): void {
    releases(this.#core);
    this.#due = this.#program.scheduler.now() + Math.max(0, delay);
    this.#interval = interval;
    if (this.#isWanted) this.#run();
  }

  /** Nothing is received any more. @returns whether it was pending; one that has fired and was not received from counts as pending (Go 1.23) */
  stop(): boolean {
    const wasPending = this.#core.length > 0 || this.#due !== undefined;
    if (this.#core.length > 0) this.#core.discard();
    this.#due = undefined;
    this.#timer.stop();
    return wasPending;
  }

  refresh(): void {
    if (this.#due === undefined) return;
    const { scheduler } = this.#program;
    const late = scheduler.now() - this.#due;
    if (late < 0) return;
    const moment = scheduler.wallClock() - late;
    // Ticks that were missed are dropped, not made up for.
    this.#due = this.#interval > 0 ? this.#due + this.#interval * (1 + Math.floor(late / this.#interval)) : undefined;
    if (this.#due === undefined) this.#timer.stop();
    this.#core.trySend(moment);
  }

  awaited(): void {
    if (!this.#isWanted) this.#timer.stop();
    else if (!this.#timer.isPending) this.#run();
  }

  /** The explorer wants to know of every alarm, since a program may be busy until one rings. */
  get #isWanted(): boolean {
    return this.#core.receivers.length > 0 || this.#program.scheduler.controlled;
  }

  #run(): void {
    if (this.#due !== undefined) this.#timer.start(this.#due - this.#program.scheduler.now());
  }

  #ring(): void {
    this.refresh();
    if (this.#isWanted) this.#run();
  }
}
