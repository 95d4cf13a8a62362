/**
 * What can be read off a log, whatever the design of the pool.
 *
 * Only what lasts is judged. Between two events of the same moment a correct pool may be in any of several states (a task
 * handed over and not yet started, a worker free and not yet asked); by the next moment it must have come to rest.
 */
import type { Event, Settled } from './log.ts';
import type { Plan } from './scenarios.ts';

/** How things stand at one moment, when everything of that moment has happened. */
export interface Rest {
  readonly from: number;
  readonly to: number;
  readonly waiting: readonly string[];
  readonly running: readonly string[];
}

/** Everything the log knows of one task. Times are milliseconds; `order` numbers the events. */
export interface Life {
  readonly name: string;
  submitted?: number;
  submittedOrder?: number;
  started?: number;
  sawCancellation?: number;
  ended?: number;
  endedOrder?: number;
  settled?: number;
  outcome?: Settled;
  refused?: number;
}

export function lives(events: readonly Event[]): Map<string, Life> {
  const all = new Map<string, Life>();
  for (const [order, event] of events.entries()) {
    if (!('task' in event)) continue;
    const life = all.get(event.task) ?? { name: event.task };
    all.set(event.task, life);
    record(life, event, order);
  }
  return all;
}

function record(life: Life, event: Event & { readonly task: string }, order: number): void {
  switch (event.what) {
    case 'submitted': life.submitted = event.at; life.submittedOrder = order; break;
    case 'refused': life.refused = event.at; break;
    case 'started': life.started = event.at; break;
    case 'saw cancellation': life.sawCancellation = event.at; break;
    case 'ended': life.ended = event.at; life.endedOrder = order; break;
    case 'outcome': life.settled ??= event.at; life.outcome ??= event.outcome; break;
    case 'submit':
    case 'cancel':
    case 'cancel returned': break;
  }
}

/** The states that lasted, in order. A queued task that somebody cancelled no longer waits. */
export function rests(events: readonly Event[]): Rest[] {
  const all: Rest[] = [];
  const begun = new Set<string>();
  const waiting = new Set<string>();
  const running = new Set<string>();
  for (const [index, event] of events.entries()) {
    if (event.what === 'started') begun.add(event.task);
    follow(event, begun, waiting, running);
    const next = events[index + 1];
    if (next !== undefined && next.at > event.at) all.push({ from: event.at, to: next.at, waiting: [...waiting], running: [...running] });
  }
  return all;
}

function follow(event: Event, begun: ReadonlySet<string>, waiting: Set<string>, running: Set<string>): void {
  switch (event.what) {
    case 'submitted':
      // The task may have started, and even ended, before `submit` had returned to the goroutine that called it.
      if (!begun.has(event.task)) waiting.add(event.task);
      break;
    case 'started':
      waiting.delete(event.task);
      running.add(event.task);
      break;
    case 'ended': running.delete(event.task); break;
    case 'cancel returned': waiting.delete(event.task); break;
    default: break;
  }
}

/** A moment at which more tasks were running than there are workers. */
export function tooMany(events: readonly Event[], workers: number): { readonly at: number; readonly count: number } | undefined {
  let count = 0;
  for (const event of events) {
    if (event.what === 'ended') count -= 1;
    if (event.what !== 'started') continue;
    count += 1;
    if (count > workers) return { at: event.at, count };
  }
  return undefined;
}

/** A time in which a task waited although fewer tasks were running than there are workers. */
export function idle(events: readonly Event[], workers: number): Rest | undefined {
  return rests(events).find(({ waiting, running }) => waiting.length > 0 && running.length < workers);
}

/** Two tasks in the wrong order: `first` started while `second`, which comes before it, had been waiting for some time. */
export interface WrongOrder {
  readonly first: Plan;
  readonly second: Plan;
  readonly at: number;
  readonly since: number;
}

/** Looks for two tasks in the wrong order. `before(a, b)`: whether `a` has to start before `b` when both wait. */
export function wrongOrder(events: readonly Event[], plans: readonly Plan[], before: (a: Plan, b: Plan) => boolean): WrongOrder | undefined {
  const all = lives(events);
  for (const first of plans) {
    const at = all.get(first.name)?.started;
    if (at === undefined) continue;
    for (const second of plans) {
      const { submitted: since, started = Infinity } = all.get(second.name) ?? {};
      if (since !== undefined && since < at && started > at && before(second, first)) return { first, second, at, since };
    }
  }
  return undefined;
}

/** How long the queue was at the moments that lasted, and how long it can have been at any moment. */
export function queueBounds(events: readonly Event[]): { readonly atLeast: number; readonly atMost: number } {
  const atLeast = Math.max(0, ...rests(events).map(({ waiting }) => waiting.length));
  let now = 0;
  let atMost = 0;
  const gone = new Set<string>();
  for (const event of events) {
    if (event.what === 'submit') now += 1;
    if (event.what === 'refused') now -= 1;
    if ((event.what === 'started' || event.what === 'cancel returned') && !gone.has(event.task)) {
      gone.add(event.task);
      now -= 1;
    }
    atMost = Math.max(atMost, now);
  }
  return { atLeast, atMost };
}
