import type { AccessSite } from '../../loader/index.ts';
import { captured } from '../../runtime/detail.ts';
import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Operation } from '../../runtime/operation.ts';
import type { Resource } from '../../runtime/resource.ts';
import type { ScheduleObserver } from '../control.ts';
import type { ControlledScheduler } from '../controlled-scheduler.ts';
import type { Actor, ScheduleEvent } from '../schedule-event.ts';
import type { Entry, Result } from './entry.ts';
import { bufferOf, resultOf, sentBy } from './result.ts';

/** Events that are kept of a long schedule: its first ones, and the last ones, which led to the finding. */
const FIRST = 100;
const LAST = 1_900;

/** Synchronous steps that are told of before they wake anybody. The others wake first. */
const toldBefore: ReadonlySet<string> = new Set(['unlocks', 'read-unlocks', 'is done with', 'adds to', 'signals', 'broadcasts']);

/** Accesses to memory that are kept: which of them matter is known only at the end. */
const MOST_ACCESSES = 4_000;

interface LoggedAccess {
  readonly location: object;
  readonly how: 'read' | 'write';
  readonly site: number;
  /** The event that it follows. */
  readonly after: Entry | undefined;
  readonly common: Pick<Entry, 'step' | 'time' | 'goroutine' | 'wakes'>;
}

type Attempt = Extract<Entry, { readonly kind: 'operation' }>;

/** How an operation that waits was woken. */
interface Waking {
  readonly by: Actor;
  readonly result: Result;
}

/** Everything that happens under one schedule, in order, bounded. */
export class EventLog {
  readonly #first: Entry[] = [];
  #last: Entry[] = [];
  #isCut = false;
  /** The last entry of each goroutine, while what it does is under way. */
  readonly #open = new Map<Goroutine, Entry>();
  /** Those that somebody woke by something that he has not been heard of yet. */
  readonly #woken = new Map<Goroutine, Goroutine[]>();
  readonly #wakings = new Map<Operation, Waking>();
  #latest: Entry | undefined;
  #accesses: LoggedAccess[] = [];
  /** Operations that have been tried, and of which nothing has come so far. */
  readonly #tried = new Map<Operation, Attempt>();

  readonly observer: ScheduleObserver = { event: (event) => this.#add(event) };

  get entries(): readonly Entry[] {
    return [...this.#first, ...this.#last.slice(-LAST)];
  }

  /** The events, and the accesses to one piece of memory among them. */
  entriesWith(location: object, find: (site: number) => AccessSite | undefined): readonly Entry[] {
    const { entries } = this;
    const known = new Set(entries);
    const accesses = this.#accesses.filter((access) => access.location === location && (access.after === undefined || known.has(access.after)));
    const after = Map.groupBy(accesses, (access) => access.after);
    const told = (entry: Entry | undefined): readonly Entry[] => (after.get(entry) ?? []).flatMap(({ common, how, site }) => {
      const found = find(site);
      return found ? [{ ...common, kind: 'accesses' as const, how, text: found.text, at: { file: found.file, line: found.line, column: found.column } }] : [];
    });
    return [...told(undefined), ...entries.flatMap((entry) => [entry, ...told(entry)])];
  }

  /** Nothing has been left out. */
  get isWhole(): boolean {
    return !this.#isCut && this.#last.length <= LAST;
  }

  #add(event: ScheduleEvent): void {
    const { goroutine } = event;
    switch (event.kind) {
      case 'created': return this.#created(goroutine, event.by);
      case 'starts': return this.#push({ ...this.#common(goroutine), kind: 'starts' });
      case 'tries': return this.#tries(event.operation);
      case 'waits': return this.#waits(event.operation);
      case 'settled': return event.how === 'at once' ? this.#completed(event.operation) : this.#wakes(event.operation, event.by);
      case 'goes on': return this.#goesOn(event.operation);
      case 'acts': return this.#acts(goroutine, event.what, event.resource);
      case 'accesses': return this.#accessed(event);
      case 'ends': return this.#push({ ...this.#common(goroutine), kind: 'ends' });
      case 'throws': return this.#threw(goroutine, event.error);
      default: event satisfies never;
    }
  }

  #threw(goroutine: Goroutine, error: unknown): void {
    // What ends a program comes out of `run` once more, at the module's own level.
    if (goroutine.id === 0 && this.#latest?.kind === 'throws') return;
    this.#push({ ...this.#common(goroutine), kind: 'throws', error });
  }

  #accessed({ goroutine, location, how, site }: Extract<ScheduleEvent, { readonly kind: 'accesses' }>): void {
    this.#accesses.push({ location, how, site, after: this.#latest, common: { ...this.#common(goroutine), wakes: [] } });
    if (this.#accesses.length > 2 * MOST_ACCESSES) this.#accesses = this.#accesses.slice(-MOST_ACCESSES);
  }

  #common(goroutine: Goroutine): Pick<Entry, 'step' | 'time' | 'goroutine' | 'wakes'> {
    return { step: (goroutine.program.scheduler as ControlledScheduler).steps, time: goroutine.program.scheduler.now(), goroutine, wakes: this.#woken.get(goroutine) ?? [] };
  }

  #push(entry: Entry): void {
    this.#woken.delete(entry.goroutine);
    this.#open.set(entry.goroutine, entry);
    this.#latest = entry;
    if (this.#first.length < FIRST) {
      this.#first.push(entry);
      return;
    }
    this.#last.push(entry);
    if (this.#last.length <= 2 * LAST) return;
    this.#last = this.#last.slice(-LAST);
    this.#isCut = true;
  }

  /** The runtime starts main, and what runs at the module's own level starts nothing that a reader would look for. */
  #created(child: Goroutine, by: Actor): void {
    if (!child.parent) return;
    const creator = by !== 'timer' && by?.program === child.program ? by : child.program.main ?? child;
    this.#push({ ...this.#common(creator), kind: 'creates', child, by });
  }

  #tries(operation: Operation): void {
    const entry: Attempt = { ...this.#common(operation.goroutine), kind: 'operation', operation, sent: sentBy(operation), outcome: 'pending' };
    this.#tried.set(operation, entry);
    this.#push(entry);
  }

  #waits(operation: Operation): void {
    const entry = this.#tried.get(operation);
    if (entry) entry.outcome = 'waits';
  }

  #completed(operation: Operation): void {
    const entry = this.#tried.get(operation);
    if (!entry) return;
    this.#tried.delete(operation);
    entry.outcome = operation.state === 'failed' ? 'fails' : 'at once';
    entry.result = resultOf(operation);
  }

  #wakes(operation: Operation, by: Actor): void {
    this.#wakings.set(operation, { by, result: resultOf(operation) });
    if (by === 'timer' || by === undefined) return;
    const open = this.#open.get(by);
    if (open && isCauseOf(open, operation)) open.wakes.push(operation.goroutine);
    else this.#woken.set(by, [...(this.#woken.get(by) ?? []), operation.goroutine]);
  }

  /** A goroutine whose operation completed at once says nothing new by going on. */
  #goesOn(operation: Operation): void {
    const waking = this.#wakings.get(operation);
    const attempt = this.#tried.get(operation);
    this.#wakings.delete(operation);
    this.#tried.delete(operation);
    if (!waking) return;
    this.#push({ ...this.#common(operation.goroutine), kind: 'goes on', operation, sent: attempt?.sent ?? [], by: waking.by, result: waking.result });
  }

  #acts(goroutine: Goroutine, verb: string, resource: Resource): void {
    const buffer = bufferOf(resource);
    this.#push({ ...this.#common(goroutine), kind: 'acts', verb, resource, place: captured(12), ...(buffer ? { buffer } : {}) });
  }
}

/** Whether an operation was completed by what somebody is doing, rather than by what he will do next. */
function isCauseOf(entry: Entry, operation: Operation): boolean {
  if (entry.kind === 'operation') return entry.outcome === 'pending';
  return entry.kind === 'acts' && toldBefore.has(entry.verb) && operation.resources.includes(entry.resource);
}
