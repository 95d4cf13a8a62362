import { remembersSites } from './call-site.ts';
import { goroutineStorage } from './current.ts';
import { Goroutine, type Parent } from './goroutine.ts';
import { dump, howToSeeMore } from './dump.ts';
import { onRemembering, remembersOperations } from './detail.ts';
import { Goexit, Panic } from './panic.ts';
import type { Operation } from './operation.ts';
import { Queue } from './queue.ts';
import { Timer } from './runtime-timer.ts';
import type { Scheduler } from './scheduler.ts';
import { authorName } from './sites.ts';
import { inTurn } from './turn.ts';

/** Something outside the program that may yet wake one of its goroutines. */
export interface Waker {
  readonly why: string;
  /** Asked when nothing else can wake the program; says what there is to see elsewhere when this cannot either, nothing when it may.
   *  Without it, it always may. */
  readonly asleep?: () => string | undefined;
}

/** How a program learns what became of it. */
export interface ProgramObserver {
  /** main has returned. */
  returned(value: unknown): void;
  /** main, or another goroutine, threw and nobody caught it. */
  threw(goroutine: Goroutine, error: unknown): void;
}

/** One `run`: main and every goroutine it started, directly or not. */
export class Program {
  readonly scheduler: Scheduler;
  readonly observer: ProgramObserver;
  /** The goroutines that have not ended. */
  readonly goroutines = new Queue<Goroutine>();
  /** Somebody will look, on a later turn of the event loop, whether any goroutine can still go on. */
  #isWatched = false;
  /** Who parks a goroutine must tell the scheduler, or find that the program is over. One flag for both, as it is read very often. */
  needsCare = true;
  readonly timers = new Queue<Timer>();
  /** Goroutines that were neither parked nor at their end when the program was over, and have not come to one since. */
  readonly #survivors = new Set<Goroutine>();
  #isAsked = false;
  readonly wakers = new Set<Waker>();
  /** Programs that its goroutines run on the same scheduler, and that have not ended. */
  readonly inner = new Set<Promise<unknown>>();
  /** What else has to be given back when it is over: listeners on what belongs to the process. */
  readonly #ending = new Set<() => void>();
  main: Goroutine | undefined;
  over = false;
  #nextId: number;
  /** The one that started a goroutine last. */
  #lastParent: Parent | undefined;

  /** @param firstId the number of main */
  constructor(scheduler: Scheduler, observer: ProgramObserver, firstId = 1) {
    this.#nextId = firstId;
    this.scheduler = scheduler;
    this.observer = observer;
  }

  get isWatched(): boolean {
    return this.#isWatched;
  }

  set isWatched(watched: boolean) {
    this.#isWatched = watched;
    this.needsCare = !watched || this.over || remembersSites;
  }

  nextId(): number {
    return this.#nextId++;
  }

  /** Starts main. */
  start(main: () => unknown): Goroutine {
    this.main = this.spawn('main', 'ordinary', main);
    return this.main;
  }

  /** Starts a goroutine. */
  spawn(name: string, kind: 'ordinary' | 'daemon', body: () => unknown): Goroutine {
    const current = goroutineStorage.getStore();
    const goroutine = new Goroutine(this, authorName(name), kind, current?.program === this ? this.#asParent(current) : undefined);
    if (this.over) return goroutine;
    this.goroutines.push(goroutine);
    goroutine.body = body;
    this.scheduler.start(goroutine);
    return goroutine;
  }

  /** A goroutine as those that it starts remember it: they share one object, as they are mostly started one after another. */
  #asParent({ id, name }: Goroutine): Parent {
    return this.#lastParent?.id === id ? this.#lastParent : (this.#lastParent = { id, name });
  }

  /** The program is over, and a goroutine that outlived it has come to its end. */
  putToRest(goroutine: Goroutine): void {
    if (this.#survivors.delete(goroutine) && this.#survivors.size === 0) backToFastPath();
  }

  /** The program is over, and a goroutine that outlived it waits for what it will never get. Another part of it may still go on. */
  freeze(goroutine: Goroutine): void {
    if (!this.#survivors.has(goroutine)) return;
    this.#askUntilCollected();
    this.putToRest(goroutine);
  }

  /** A goroutine has run to its end. */
  ended(goroutine: Goroutine, value: unknown): void {
    this.#end(goroutine);
    if (goroutine === this.main && !this.over) this.observer.returned(value);
  }

  /** A goroutine has thrown, and nobody caught it. */
  threw(goroutine: Goroutine, error: unknown): void {
    this.#end(goroutine);
    // As in Go, `goexit` in a deferred function ends a panic that was under way.
    if (!(lastThrown(error) instanceof Goexit) && !this.over) this.observer.threw(goroutine, error);
  }

  #end(goroutine: Goroutine): void {
    goroutine.end();
    this.putToRest(goroutine);
    if (!goroutine.isParked) this.left(goroutine);
  }

  /** Nothing is left of a goroutine. */
  left(goroutine: Goroutine): void {
    this.goroutines.remove(goroutine);
    this.scheduler.changed();
  }

  /** Calls `fire` after `delay` milliseconds, unless the program is over by then. */
  schedule(delay: number, fire: () => void): Timer {
    const current = goroutineStorage.getStore();
    const timer = new Timer(this, current?.program === this ? current : this.main, fire);
    timer.start(delay);
    return timer;
  }

  /** Says that something outside may wake a goroutine. @returns how to say that it no longer may */
  expect(why: string, asleep?: () => string | undefined): () => void {
    const waker: Waker = asleep ? { why, asleep } : { why };
    this.wakers.add(waker);
    return () => {
      if (this.wakers.delete(waker)) this.scheduler.changed();
    };
  }

  /** Calls `release` when the program is over. @returns how to be forgotten */
  whenOver(release: () => void): () => void {
    if (this.over) release();
    else this.#ending.add(release);
    return () => void this.#ending.delete(release);
  }

  /** Gives back what it holds of the process. */
  release(): void {
    for (const release of this.#ending) release();
    this.#ending.clear();
  }

  /** The program is over: what is parked never settles, timers stop, nothing starts any more. */
  end(): void {
    if (this.over) return;
    if (this.scheduler.pause) {
      this.scheduler.pause(this);
      return;
    }
    this.abort();
  }

  /** The program is over while a goroutine is not: it may go on, until it wants something of the runtime. Beside one that is parked, something it has not awaited may. */
  #outlivedBy(goroutine: Goroutine): void {
    if (goroutine.isParked) this.#askUntilCollected();
    else this.#survivors.add(goroutine);
  }

  /** What its goroutines want must never settle. Until nothing is left of them, and so of it, every operation is asked whose it is. */
  #askUntilCollected(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    leaveFastPath();
    outlived.register(this, undefined);
  }

  /** Ends it in any case, also where its goroutines would be kept: the program has failed. */
  abort(): void {
    if (this.over) return;
    this.over = true;
    this.needsCare = true;
    for (let timer = this.timers.first; timer; timer = this.timers.first) timer.stop();
    for (let goroutine = this.goroutines.shift(); goroutine; goroutine = this.goroutines.shift()) {
      if (!this.scheduler.controlled) this.#outlivedBy(goroutine);
      for (const wait of goroutine.waits) wait.abandon();
    }
    if (this.#survivors.size > 0) leaveFastPath();
    this.release();
    this.scheduler.forget?.(this);
  }
}

/** Reasons why an operation must ask for its goroutine before it completes at once. */
let reasonsToAsk = 0;

/** Operations may have to wait although they could go on, or to be remembered: a scheduler is in charge that decides every step, goroutines
 *  have outlived their program, or the detail is `full`. */
export function leaveFastPath(): void {
  reasonsToAsk++;
}

/** One such reason is gone. */
export function backToFastPath(): void {
  reasonsToAsk--;
}

/** Programs that are over while something of their goroutines may still run. Whatever does keeps its program in memory. */
const outlived = new FinalizationRegistry<undefined>(() => backToFastPath());

onRemembering((remembers) => (remembers ? leaveFastPath() : backToFastPath()));

/** Whether the current goroutine's operations complete at once when they can. Hardly ever has to ask who that is. */
export function mayCompleteAtOnce(): boolean {
  if (reasonsToAsk === 0) return true;
  const { program } = currentGoroutine();
  return !program.over && !program.scheduler.controlled && !remembersOperations;
}

/** Something synchronous happened that pictures and meters want to know, if there are any. */
export function note(what: string, subject: object): void {
  if (reasonsToAsk > 0) currentGoroutine().program.scheduler.note?.(what, subject);
}

// What orders goroutines although it is neither an operation nor noted; race detectors want to know, if there are any.

/** What the goroutine has done happens before whatever follows an `acquires` of the same object. */
export function releases(object: object): void {
  if (reasonsToAsk > 0) currentGoroutine().program.scheduler.releases?.(object);
}

/** The same; what was released before is no longer known to those who look. */
export function replaces(object: object): void {
  if (reasonsToAsk > 0) currentGoroutine().program.scheduler.replaces?.(object);
}

/** Whatever came before a `releases` of the object has happened. */
export function acquires(object: object): void {
  if (reasonsToAsk > 0) currentGoroutine().program.scheduler.acquires?.(object);
}

/** The call looks at, or changes, something that other calls must not meet it on. */
export function touches(object: object, how: 'read' | 'write'): void {
  if (reasonsToAsk > 0) currentGoroutine().program.scheduler.touches?.(object, how);
}

/** A goroutine is one of those that a group waits for; detectors want to know, if there are any. */
export function noteMember(group: object, goroutine: object): void {
  if (reasonsToAsk > 0) currentGoroutine().program.scheduler.joined?.(group, goroutine as Goroutine);
}

// What can be seen of the order of goroutines besides; a search of all orders wants to know, if there is one.

/** Something synchronous looks at what others may change. */
export function looksAt(subject: object): void {
  if (reasonsToAsk > 0) currentGoroutine().program.scheduler.touched?.(subject, 'reads');
}

/** Something synchronous changes what others may look at. */
export function changes(subject: object): void {
  if (reasonsToAsk > 0) currentGoroutine().program.scheduler.touched?.(subject, 'changes');
}

/** Carries out an operation, when its goroutine's scheduler says so. */
export function perform<S, T>(operation: Operation<S, T>): Promise<T> {
  const { program } = operation.goroutine;
  if (remembersOperations || remembersSites) operation.remember();
  if (!program.over) return program.scheduler.perform(operation);
  program.freeze(operation.goroutine);
  return new Promise<T>(() => {});
}

/** Waits for an operation that was tried, could not go on, and has been put where somebody will complete it. */
export function park<S, T>(operation: Operation<S, T>, promise: Promise<T> = operation.begin()): Promise<T> {
  const { goroutine } = operation;
  const { program, wait } = goroutine;
  goroutine.wait = operation;
  operation.state = 'parked';
  if (program.needsCare || (wait !== undefined && wait.state === 'parked')) parkWithCare(operation, wait);
  return inTurn(promise);
}

function parkWithCare(operation: Operation, before: Operation | undefined): void {
  const { goroutine } = operation;
  const { program } = goroutine;
  if (before?.isWaiting) goroutine.setAside(before);
  if (remembersSites) operation.remember();
  if (program.over) operation.abandon();
  else if (!program.isWatched) program.scheduler.changed();
}

/** The goroutine that is running; outside any `run`, the one that stands for the rest of the process. */
export function currentGoroutine(): Goroutine {
  return goroutineStorage.getStore() ?? outside();
}

let outsideGoroutine: Goroutine | undefined;
let makeOutside: (() => Goroutine) | undefined;

/** The native scheduler says how operations outside any `run` are carried out. */
export function setOutside(make: () => Goroutine): void {
  makeOutside = make;
}

function outside(): Goroutine {
  if (!makeOutside) throw new Error('the runtime has no scheduler');
  return (outsideGoroutine ??= makeOutside());
}

/** What an uncaught throw in a goroutine becomes: a `Panic` that names the goroutine and keeps the cause. */
export function asPanic(goroutine: Goroutine, thrown: unknown): Panic {
  const error = lastThrown(thrown);
  const panic = error instanceof Panic ? error : new Panic(error, { cause: error });
  if (panic.goroutine) return panic;
  panic.goroutine = {
    id: goroutine.id,
    name: goroutine.name,
    ...(goroutine.createdAt === undefined ? {} : { createdAt: goroutine.createdAt }),
  };
  // As Go does: below the panic, the goroutine that raised it and who started that.
  panic.stack = `${panic.stack ?? panic.message}\n\n${dump([goroutine])}${howToSeeMore()}`;
  return panic;
}

/** When a deferred function throws while another error is under way, `using` wraps both; the last one counts, as in Go. */
export function lastThrown(thrown: unknown): unknown {
  let error = thrown;
  while (error instanceof Error && error.name === 'SuppressedError' && 'error' in error) error = error.error;
  return error;
}
