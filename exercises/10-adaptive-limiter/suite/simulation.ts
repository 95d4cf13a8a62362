/** What a gate has to do, worked out without goroutines: one event after the other, on a list of times. */
import type { Priority } from '../starter/limiter.ts';
import type { Call, Outcome, Reading, Script } from './script.ts';

type Event =
  | { readonly at: number; readonly what: 'call' | 'end' | 'impatience' | 'context'; readonly call: Call }
  | { readonly at: number; readonly what: 'reading' };

const order: readonly Priority[] = ['high', 'normal', 'low'];

export interface Expected {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly readings: readonly Reading[];
  /** The smallest distance between two events that matter. When two happen at once, either may come first. */
  readonly gap: number;
}

export function simulate(script: Script): Expected {
  const simulation = new Simulation(script);
  return simulation.run();
}

class Simulation {
  readonly #script: Script;
  readonly #events: Event[];
  readonly #times: number[] = [];
  readonly #queue: Call[] = [];
  readonly #began = new Map<string, number>();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #readings: Reading[] = [];
  #limit: number;
  #answers = 0;
  #bad = 0;
  #running = 0;
  readonly #begun = { high: 0, normal: 0, low: 0 };
  readonly #refused = { 'queue full': 0, 'waited too long': 0, 'made room': 0 };
  #done = 0;
  #failed = 0;
  #gone = 0;
  #longestWait = 0;

  constructor(script: Script) {
    this.#script = script;
    this.#limit = script.adaptive.initial;
    this.#events = [...script.calls.map((call) => ({ at: call.at, what: 'call', call }) as const), ...script.readings.map((at) => ({ at, what: 'reading' }) as const)];
  }

  run(): Expected {
    for (;;) {
      this.#events.sort((a, b) => a.at - b.at);
      const event = this.#events.shift();
      if (event === undefined) break;
      if (this.#handle(event)) this.#times.push(event.at);
    }
    const gaps = this.#times.slice(1).map((at, index) => at - (this.#times[index] ?? 0));
    return { outcomes: this.#outcomes, readings: this.#readings, gap: Math.min(...gaps) };
  }

  /** Whether it mattered. */
  #handle(event: Event): boolean {
    switch (event.what) {
      case 'reading': this.#readings.push(this.#read()); return true;
      case 'call': this.#call(event.call); return true;
      case 'end': this.#end(event.call, event.at); return true;
      case 'impatience': return this.#leave(event.call, event.at, 'waited too long');
      case 'context': return this.#leave(event.call, event.at, 'context.DeadlineExceeded');
    }
  }

  #call(call: Call): void {
    if (this.#running >= this.#limit && this.#queue.length >= this.#script.queue) {
      const last = this.#queue.at(-1);
      if (last === undefined || order.indexOf(last.priority) <= order.indexOf(call.priority)) {
        this.#refuse(call, call.at, 'queue full');
        return;
      }
      this.#queue.pop();
      this.#refuse(last, call.at, 'made room');
    }
    const place = this.#queue.findIndex(({ priority }) => order.indexOf(priority) > order.indexOf(call.priority));
    this.#queue.splice(place < 0 ? this.#queue.length : place, 0, call);
    this.#events.push({ at: call.at + this.#script.patience, what: 'impatience', call });
    if (call.within !== undefined) this.#events.push({ at: call.at + call.within, what: 'context', call });
    this.#admit(call.at);
  }

  #admit(at: number): void {
    while (this.#running < this.#limit) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#running += 1;
      this.#begun[next.priority] += 1;
      this.#longestWait = Math.max(this.#longestWait, at - next.at);
      this.#began.set(next.name, at);
      this.#events.push({ at: at + next.takes, what: 'end', call: next });
    }
  }

  #end(call: Call, at: number): void {
    const { target, round, shrink, least, most } = this.#script.adaptive;
    this.#running -= 1;
    const ok = call.ends === 'returns';
    if (ok) this.#done += 1;
    else this.#failed += 1;
    this.#outcomes.set(call.name, { name: call.name, began: this.#began.get(call.name), ended: at, result: ok ? 'returned' : 'threw' });
    this.#answers += 1;
    if (call.takes > target || !ok) this.#bad += 1;
    if (this.#answers === round) {
      this.#limit = this.#bad * 2 > this.#answers ? Math.max(least, Math.floor(this.#limit * shrink)) : Math.min(most, this.#limit + 1);
      [this.#answers, this.#bad] = [0, 0];
    }
    this.#admit(at);
  }

  #leave(call: Call, at: number, why: 'waited too long' | 'context.DeadlineExceeded'): boolean {
    const index = this.#queue.indexOf(call);
    // Who has begun at nearly the same moment might as well have left.
    if (index < 0) return Math.abs(at - (this.#began.get(call.name) ?? Infinity)) < 30;
    this.#queue.splice(index, 1);
    if (why === 'waited too long') this.#refuse(call, at, why);
    else {
      this.#gone += 1;
      this.#outcomes.set(call.name, { name: call.name, began: undefined, ended: at, result: why });
    }
    return true;
  }

  #refuse(call: Call, at: number, reason: 'queue full' | 'waited too long' | 'made room'): void {
    this.#refused[reason] += 1;
    this.#outcomes.set(call.name, { name: call.name, began: undefined, ended: at, result: call.fallback === 'yes' ? 'fallback' : reason });
  }

  #read(): Reading {
    const waiting = { high: 0, normal: 0, low: 0 };
    for (const { priority } of this.#queue) waiting[priority] += 1;
    return {
      limit: this.#limit, running: this.#running, waiting, begun: { ...this.#begun }, done: this.#done, failed: this.#failed,
      refused: { ...this.#refused }, gone: this.#gone, longestWait: this.#longestWait,
    };
  }
}
