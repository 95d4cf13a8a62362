import { availableParallelism } from 'node:os';
import { currentDetail } from '../runtime/detail.ts';
import { Goroutine } from '../runtime/goroutine.ts';
import { notCounted } from '../runtime/pending-census.ts';
import type { Panic } from '../runtime/panic.ts';
import { asPanic as withOrigin, type Program } from '../runtime/program.ts';
import { whenDone } from './context.ts';
import type { Order } from './dispatcher.ts';
import { deathNotice } from './death.ts';
import type { Death, Hand, HandOwner } from './hand.ts';
import { handleFor } from './handle.ts';
import { Quiescence } from './quiescence.ts';
import { hasIdle, hire, keep } from './pool.ts';
import type { Task, ToHome } from './messages.ts';
import { goroutineName } from './name.ts';
import { programOf, programMade } from './made-programs.ts';
import { asPanic } from './plain-error.ts';
import type { WaitGroup } from './wait-group.ts';

/** How long goroutines wait for a thread that becomes free before more threads are started for them. Milliseconds. */
const PATIENCE = 10;
/** So many threads a program may have, however little they do. */
const MOST = 128;
/** So many it may have although all of them are busy, so that goroutines that wait for each other without letting go of their threads still meet. */
const MOST_BUSY = Math.max(16, 2 * availableParallelism());

/** How long a thread may take to say that nothing goes on in it when its program is over. Milliseconds. */
const FAREWELL = 100;

let nextTask = 1;

/**
 * The threads of one program, and the goroutines that run on them.
 *
 * Each goroutine has a thread to itself if there are enough; then it may block that. At first there are as many threads as processors. Goroutines
 * beyond that wait for one that becomes free, and while none does, the number doubles.
 */
export class Crew implements HandOwner {
  readonly #program: Program;
  readonly #hands = new Set<Hand>();
  readonly #waiting: Task[] = [];
  /** What was posted to a thread in this turn goes in one message. */
  readonly #outgoing = new Map<Hand, Task[]>();
  readonly #quiescence: Quiescence;
  readonly #forgetContext = new Map<number, () => void>();
  /** Keeps the process alive. Whether there is anything to wait for, the program knows. */
  #alive: NodeJS.Timeout | undefined;
  #growth: NodeJS.Timeout | undefined;
  #over = false;
  #live = 0;

  constructor(program: Program) {
    this.#program = program;
    this.#quiescence = new Quiescence(program, this.#hands, () => this.#waiting.length === 0 && this.#outgoing.size === 0);
    program.whenOver(() => this.#end());
  }

  start(order: Order): void {
    if (this.#over) return;
    const task: Task = { ...order, id: nextTask++ };
    this.#live++;
    this.#stayAlive();
    if (order.grace !== undefined) this.#forgetContext.set(task.id, whenDone(order.args, () => this.#stopLater(task, order.grace as number)));
    const hand = this.#freeHand(task.memory);
    if (hand) this.#give(hand, task);
    else {
      this.#waiting.push(task);
      this.#growLater();
    }
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

  /** No thread has become free in time. */
  #grow(): void {
    this.#growth = undefined;
    if (this.#over) return;
    const busy = this.#quiescence.running - 1;
    const most = busy < availableParallelism() ? MOST : MOST_BUSY;
    for (let more = Math.min(this.#hands.size, most - this.#hands.size); more > 0 && this.#waiting.length > 0; more--) {
      const task = this.#waiting.shift() as Task;
      this.#give(this.#hire(task.memory), task);
    }
    if (this.#waiting.length > 0) this.#growLater();
  }

  heard(hand: Hand, message: ToHome): void {
    // What only tells of rest does not end it.
    if (message.kind !== 'quiet' && message.kind !== 'dump') this.#quiescence.awoke();
    switch (message.kind) {
      case 'ended':
        for (const id of message.ids) this.#ended(hand, id);
        this.#giveWaiting(hand);
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
    if (!hand.tasks.delete(id)) return;
    this.#forgetContext.get(id)?.();
    this.#forgetContext.delete(id);
    this.#live--;
    this.#stayAlive();
  }

  #giveWaiting(hand: Hand): void {
    if (hand.tasks.size > 0) return;
    const index = this.#waiting.findIndex((task) => task.memory === hand.memory);
    if (index < 0) {
      this.#program.scheduler.changed();
      return;
    }
    if (this.#growth) {
      // The queue moves: no need for more threads now.
      this.#growth.refresh();
    }
    this.#give(hand, this.#waiting.splice(index, 1)[0] as Task);
  }

  died(hand: Hand, how: Death): void {
    const task = [...hand.tasks.values()][0] ?? hand.lastTask;
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
    const waits = this.#waiting.indexOf(task);
    if (waits >= 0) this.#waiting.splice(waits, 1);
    const hand = [...this.#hands].find(({ tasks }) => tasks.has(task.id));
    if (waits < 0 && !hand) return;
    const stopped = hand ? [...hand.tasks.values()] : [task];
    if (hand) {
      hand.dismiss();
      this.#hands.delete(hand);
      this.#quiescence.left(hand);
    }
    for (const { id, group } of stopped) {
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
