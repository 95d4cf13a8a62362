import { goroutineStorage } from '../../runtime/current.ts';
import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Operation } from '../../runtime/operation.ts';
import type { Timer } from '../../runtime/runtime-timer.ts';
import type { Resource } from '../../runtime/resource.ts';
import { Actor } from './actor.ts';
import { ChannelClocks } from './channel-clocks.ts';
import { SyncClocks } from './sync-clocks.ts';
import type { VectorClock } from './vector-clock.ts';

/** With more goroutines than this, what each knows of all others is too much to keep. */
const MOST_ACTORS = 2_000;

/**
 * Which events happen before which others, by Go's memory model. Told of everything that orders goroutines, in the order in which it happens.
 *
 * Each goroutine has a vector clock: how far every other one had come, as far as it can know. An operation that orders two goroutines hands the knowledge of
 * one to the other.
 */
export class Causality {
  readonly #actors = new Map<Goroutine, Actor>();
  /** Goroutines that await something else than the runtime. */
  readonly #outside: ReadonlySet<Goroutine>;
  readonly #timers = new WeakMap<Timer, VectorClock>();
  readonly #locks = new SyncClocks();
  readonly #channels = new ChannelClocks(this.#locks);
  #ringing: Actor | undefined;
  /** The one that was asked for last. */
  #last: Actor | undefined;
  /** Counts the stretches of code that run without a pause. */
  segment = 0;
  /** There were too many goroutines to go on. */
  isOverwhelmed = false;

  constructor(outside: ReadonlySet<Goroutine>) {
    this.#outside = outside;
  }

  /** Who brings about what happens now: a timer, or the goroutine whose code or operation is under way. */
  current(): Actor | undefined {
    if (this.isOverwhelmed) return undefined;
    if (this.#ringing) return this.#ringing;
    const goroutine = goroutineStorage.getStore();
    if (!goroutine) return undefined;
    const actor = this.#last?.goroutine === goroutine ? this.#last : this.#actors.get(goroutine);
    // It belongs to another schedule.
    if (!actor) return undefined;
    if (this.#outside.size > 0 && this.#outside.has(goroutine)) this.#cameFromOutside(actor);
    if (actor.segment !== this.segment) {
      actor.segment = this.segment;
      actor.since = actor.time;
    }
    return this.#last = actor;
  }

  /** Another stretch of code begins. */
  resumed(): void {
    this.segment++;
  }

  // What the scheduler tells.

  /** `go` happens before the goroutine starts. */
  created(goroutine: Goroutine): void {
    const by = this.current();
    const actor = this.#actor(goroutine);
    by?.tell(actor.clock);
    if (this.#actors.size > MOST_ACTORS) this.#giveUp();
  }

  /** A goroutine that awaited something else than the runtime is back. Whatever it awaited, another one may have brought it about. */
  cameBack(goroutine: Goroutine): void {
    if (!this.isOverwhelmed) this.#cameFromOutside(this.#actor(goroutine));
  }

  timerSet(timer: Timer): void {
    const by = this.current();
    if (by) this.#timers.set(timer, by.share());
  }

  /** What happened before a timer was set happens before whatever it does. */
  rings(timer: Timer, ring: () => void): void {
    const clock = this.#timers.get(timer);
    const before = this.#ringing;
    this.#ringing = clock && Actor.timer(clock);
    try {
      ring();
    } finally {
      this.#ringing = before;
    }
  }

  /** An operation is complete: by itself, or because somebody else woke it. */
  settled(operation: Operation, how: 'at once' | 'woken'): void {
    if (this.isOverwhelmed) return;
    const actor = this.#actor(operation.goroutine);
    const waker = how === 'woken' ? this.current() : undefined;
    switch (operation.reason) {
      case 'chan send': case 'chan receive': case 'select':
        return this.#channels.settled(operation, actor, how === 'woken' ? { waker } : 'at once');
      case 'sync.Mutex.Lock': case 'sync.RWMutex.RLock': case 'sync.WaitGroup.Wait': case 'sync.Once.Do': case 'errgroup.Go':
        return this.#locks.acquire(actor, operation.resources[0] as Resource);
      case 'sync.RWMutex.Lock':
        return this.#locks.acquireAll(actor, operation.resources[0] as Resource);
      // The signal happens before the wait that it ends; the return of a program's main, before whatever follows its `run`.
      case 'sync.Cond.Wait': case 'run':
        if (waker) waker.tell(actor.clock);
        return;
      case 'chan send (nil chan)': case 'chan receive (nil chan)': case 'select (no cases)': case 'sleep': case 'runnable':
        return;
      default:
        operation.reason satisfies never;
    }
  }

  /** Something synchronous happened to a channel or a lock. */
  noted(what: string, subject: object): void {
    const actor = this.current();
    if (!actor) return;
    switch (what) {
      case 'sends': case 'receives': case 'closes': return this.#channels.noted(what, subject, actor);
      case 'unlocks': case 'is done with': return this.#locks.release(actor, subject);
      case 'read-unlocks': return this.#locks.releaseShared(actor, subject);
      case 'locks': return this.#locks.acquireAll(actor, subject);
      case 'read-locks': return this.#locks.acquire(actor, subject);
      default:
    }
  }

  /** What happens before this happens before whatever follows an `acquires` of the same object. */
  releases(object: object): void {
    const actor = this.current();
    if (actor) this.#locks.release(actor, object);
  }

  /** The same, of what was released last alone: whoever replaces a value hides what came before it. */
  replaces(object: object): void {
    const actor = this.current();
    if (actor) this.#locks.replace(actor, object);
  }

  acquires(object: object): void {
    const actor = this.current();
    if (actor) this.#locks.acquire(actor, object);
  }

  #actor(goroutine: Goroutine): Actor {
    let actor = this.#actors.get(goroutine);
    if (!actor) this.#actors.set(goroutine, actor = Actor.goroutine(goroutine, this.#actors.size));
    return actor;
  }

  #giveUp(): void {
    this.isOverwhelmed = true;
    this.#actors.clear();
    this.#last = undefined;
  }

  /** Others may have brought about, in any stretch of code so far, what it awaited. */
  #cameFromOutside(actor: Actor): void {
    if (actor.learnedIn === this.segment) return;
    actor.learnedIn = this.segment;
    for (const other of this.#actors.values()) if (other !== actor) other.tell(actor.clock);
  }
}
