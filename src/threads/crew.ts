import { availableParallelism } from 'node:os';
import { currentDetail } from '../runtime/detail.ts';
import { Goroutine } from '../runtime/goroutine.ts';
import { notCounted } from '../runtime/pending-census.ts';
import type { Panic } from '../runtime/panic.ts';
import { asPanic as withOrigin, type Program } from '../runtime/program.ts';
import { freeClaim, GIVEN, newClaim, STARTED, stateOf, TAKEN_BACK, win } from './claim.ts';
import { whenDone } from './context.ts';
import type { Order } from './dispatcher.ts';
import { deathNotice } from './death.ts';
import type { Death, Hand, HandOwner } from './hand.ts';
import { handleFor } from './handle.ts';
import { Quiescence } from './quiescence.ts';
import { hasIdle, hire, keep } from './pool.ts';
import type { Task, ToHome } from './messages.ts';
import { TaskQueue } from './task-queue.ts';
import { goroutineName } from './name.ts';
import { programOf, programMade } from './made-programs.ts';
import { asPanic } from './plain-error.ts';
import type { WaitGroup } from './wait-group.ts';

/** How long goroutines wait for a thread that becomes free before more threads are started for them. Milliseconds. */
const PATIENCE = 10;
/** After so many times of that, one more thread is started although all of them are busy. */
const LONG_PATIENCE = 20;
/** Goroutines that a thread has ahead, so that it need not ask for each. */
const AHEAD = 64;
/** So many threads a program may have, however little they do. */
const MOST = 128;

/** How long a thread may take to say that nothing goes on in it when its program is over. Milliseconds. */
const FAREWELL = 100;

let nextTask = 1;

/**
 * The threads of one program, and the goroutines that run on them.
 *
 * Each goroutine has a thread to itself while it lives, so it may block that. At first there are as many threads as processors. Goroutines
 * beyond that wait until another has ended; they are handed out ahead, and taken back from a thread whose goroutine goes on for long. If none
 * ends for a while, there is one more thread for each that only waits.
 */
export class Crew implements HandOwner {
  readonly #program: Program;
  readonly #hands = new Set<Hand>();
  readonly #waiting = new TaskQueue();
  /** What was posted to a thread in this turn goes in one message. */
  readonly #outgoing = new Map<Hand, Task[]>();
  readonly #quiescence: Quiescence;
  readonly #forgetContext = new Map<number, () => void>();
  /** Keeps the process alive. Whether there is anything to wait for, the program knows. */
  #alive: NodeJS.Timeout | undefined;
  #growth: NodeJS.Timeout | undefined;
  #over = false;
  #live = 0;
  /** Goroutines that have ended since the last look. */
  #endings = 0;
  /** Looks since one has. */
  #looks = 0;

  constructor(program: Program) {
    this.#program = program;
    this.#quiescence = new Quiescence(program, this.#hands, () => !this.#hasQueue());
    program.whenOver(() => this.#end());
  }

  start(order: Order): void {
    if (this.#over) return;
    const task: Task = { ...order, id: nextTask++, claim: newClaim() };
    this.#live++;
    this.#stayAlive();
    if (order.grace !== undefined) this.#forgetContext.set(task.id, whenDone(order.args, () => this.#stopLater(task, order.grace as number)));
    const hand = this.#waiting.length > 0 ? undefined : this.#freeHand(task.memory);
    if (hand) this.#give(hand, task);
    else {
      this.#waiting.push(task);
      if (this.#waiting.length === 1) queueMicrotask(() => this.#handOut());
      this.#growLater();
    }
  }

  /** Gives those who wait to threads that have little ahead, if they all take about as long. */
  #handOut(): void {
    if (this.#over) return;
    for (const hand of this.#hands) {
      if (hand.tasks.size > AHEAD / 2) continue;
      for (let room = AHEAD - hand.tasks.size; room > 0; room--) {
        const task = this.#waiting.shift(hand.memory);
        if (!task) break;
        this.#give(hand, task);
      }
    }
  }

  /** Takes back what threads have ahead and have not started. */
  #takeBack(): void {
    const taken: Task[] = [];
    for (const hand of this.#hands) {
      for (const task of hand.tasks.values()) {
        if (!win(task.claim, TAKEN_BACK)) continue;
        hand.tasks.delete(task.id);
        taken.push({ ...task, claim: newClaim() });
      }
    }
    this.#waiting.putBack(taken);
  }

  /** A thread without a goroutine, or a new one as long as there are fewer than processors. */
  #freeHand(memory: number | undefined): Hand | undefined {
    for (const hand of this.#hands) if (hand.tasks.size === 0 && hand.memory === memory) return hand;
    return this.#hands.size < availableParallelism() || hasIdle(memory) ? this.#hire(memory) : undefined;
  }

  #hire(memory: number | undefined): Hand {
    const hand = hire(memory);
    hand.owner = this;
    this.#hands.add(hand);
    this.#quiescence.joined();
    return hand;
  }

  #give(hand: Hand, task: Task): void {
    hand.tasks.set(task.id, task);
    hand.lastTask = task;
    const batch = this.#outgoing.get(hand);
    if (batch) {
      batch.push(task);
      return;
    }
    this.#outgoing.set(hand, [task]);
    queueMicrotask(() => this.#post(hand));
  }

  #post(hand: Hand): void {
    const tasks = this.#outgoing.get(hand) ?? [];
    this.#outgoing.delete(hand);
    if (this.#over || tasks.length === 0) return;
    try {
      hand.post({ kind: 'go', tasks, cell: this.#quiescence.cell, detail: currentDetail(), held: false });
    } catch (error) {
      const [{ url, name }] = tasks as [Task];
      this.#fail(asPanic({ panic: false, message: `${goroutineName(url, name)} cannot be given its arguments: ${String(error)}`, stack: '', value: error }), 0, goroutineName(url, name));
    }
  }

  #growLater(): void {
    this.#growth ??= setTimeout(() => this.#grow(), PATIENCE);
    notCounted(this.#growth);
  }

  /** Looks whether goroutines wait although no thread has become free for a while. */
  #grow(): void {
    this.#growth = undefined;
    if (this.#over) return;
    const moved = this.#endings > 0;
    this.#endings = 0;
    this.#looks = moved ? 0 : this.#looks + 1;
    if (!moved) this.#startMore();
    if (this.#hasQueue()) this.#growLater();
  }

  #startMore(): void {
    if ([...this.#hands].some((hand) => !hand.hasStarted)) return;
    this.#takeBack();
    const waits = [...this.#hands].filter((hand) => hand.isResting).length;
    const wanted = waits > 0 ? waits : this.#looks % LONG_PATIENCE === 0 ? 1 : 0;
    for (let more = Math.min(wanted, MOST - this.#hands.size); more > 0; more--) {
      const task = this.#waiting.shiftAny();
      if (!task) return;
      this.#give(this.#hire(task.memory), task);
    }
  }

  /** Whether a goroutine has not started. */
  #hasQueue(): boolean {
    if (this.#waiting.length > 0 || this.#outgoing.size > 0) return true;
    for (const hand of this.#hands) if (hand.tasks.size > 1 && [...hand.tasks.values()].some(({ claim }) => stateOf(claim) === GIVEN)) return true;
    return false;
  }

  heard(hand: Hand, message: ToHome): void {
    // What only tells of rest does not end it.
    if (message.kind !== 'quiet' && message.kind !== 'dump') this.#quiescence.awoke();
    switch (message.kind) {
      case 'ended':
        for (const id of message.ids) this.#ended(hand, id);
        this.#giveWaiting();
        return;
      case 'threw':
        this.#fail(asPanic(message.error), message.goroutine, message.name);
        return;
      case 'quiet':
        this.#program.scheduler.changed();
        return;
      case 'dump':
        this.#quiescence.dumped(hand, message.text);
        this.#program.scheduler.changed();
        return;
      case 'go':
        this.start(message.order);
        return;
      case 'wants':
        programOf(message.url, (program) => hand.post({ kind: 'program', url: message.url, program }));
        return;
      case 'bundled':
        programMade(message.url, message.program);
        return;
      case 'clean': case 'exits':
        return;
      default:
        message satisfies never;
    }
  }

  #ended(hand: Hand, id: number): void {
    const task = hand.tasks.get(id);
    if (!task) return;
    hand.tasks.delete(id);
    freeClaim(task.claim);
    this.#forgetContext.get(id)?.();
    this.#forgetContext.delete(id);
    this.#endings++;
    this.#live--;
    this.#stayAlive();
  }

  #giveWaiting(): void {
    if (this.#waiting.length > 0) this.#handOut();
    else if (this.#live === 0) this.#program.scheduler.changed();
  }

  died(hand: Hand, how: Death): void {
    const task = [...hand.tasks.values()].find(({ claim }) => stateOf(claim) === STARTED) ?? hand.lastTask;
    this.#hands.delete(hand);
    if (!task) return;
    this.#fail(deathNotice(task, how), 0, goroutineName(task.url, task.name));
  }

  #fail(panic: Panic, goroutine: number, name: string): void {
    if (this.#over) return;
    const origin = new Goroutine(this.#program, name, 'ordinary', undefined);
    if (goroutine > 0) panic.goroutine = { id: goroutine, name };
    this.#program.observer.threw(origin, panic.goroutine ? panic : withOrigin(origin, panic));
  }

  /** A context that a goroutine was given is done. */
  #stopLater(task: Task, grace: number): void {
    const timer = setTimeout(() => this.#stop(task), grace);
    notCounted(timer);
  }

  #stop(task: Task): void {
    if (this.#waiting.remove(task)) {
      this.#forsake([task]);
      return;
    }
    const hand = [...this.#hands].find(({ tasks }) => tasks.has(task.id));
    const given = hand?.tasks.get(task.id);
    if (!hand || !given) return;
    if (win(given.claim, TAKEN_BACK)) {
      // It never started.
      hand.tasks.delete(task.id);
      this.#forsake([task]);
      return;
    }
    this.#takeBack();
    hand.dismiss();
    this.#hands.delete(hand);
    this.#quiescence.left(hand);
    this.#forsake([...hand.tasks.values()]);
    this.#handOut();
  }

  /** Goroutines that will not go on count as ended. */
  #forsake(tasks: readonly Task[]): void {
    for (const { id, group } of tasks) {
      this.#forgetContext.get(id)?.();
      this.#forgetContext.delete(id);
      this.#live--;
      if (group) (handleFor(group) as WaitGroup).done();
    }
    this.#stayAlive();
    this.#program.scheduler.changed();
  }

  #stayAlive(): void {
    const wanted = this.#live > 0 || (this.#program.main !== undefined && !this.#program.isWatched && this.#hands.size > 0);
    if (wanted && !this.#alive) {
      this.#alive = setInterval(() => {}, 2 ** 30);
      notCounted(this.#alive);
    } else if (!wanted) {
      clearInterval(this.#alive);
      this.#alive = undefined;
    }
  }

  /** The program is over. Threads that have come to rest serve others; the rest are ended. */
  #end(): void {
    this.#over = true;
    clearInterval(this.#alive);
    clearTimeout(this.#growth);
    for (const forget of this.#forgetContext.values()) forget();
    this.#quiescence.end();
    for (const hand of this.#hands) retire(hand);
    this.#hands.clear();
  }
}

/** Kept if nothing goes on in it, and it says so in time. */
function retire(hand: Hand): void {
  const timer = setTimeout(() => hand.dismiss(), FAREWELL).unref();
  hand.owner = {
    heard: (_, message) => {
      if (message.kind !== 'clean') return;
      clearTimeout(timer);
      if (message.survivors === 0) keep(hand);
      else hand.dismiss();
    },
    died: () => {},
  };
  hand.post({ kind: 'end' });
}
