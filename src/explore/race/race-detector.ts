import type { Actor } from './actor.ts';
import type { Causality } from './causality.ts';
import type { Access, Location } from './location.ts';
import type { AccessListener } from './shared-memory.ts';

/** Two accesses to one piece of memory that nothing orders. */
export interface Race {
  readonly location: Location;
  readonly first: Access;
  second: Access;
  /** Whether one thread orders them: the second goroutine knew of something that the first one did in the same stretch of code, which nothing interrupts there. */
  readonly onOneThread: 'ordered' | 'free';
}

/** A program with this many races under one schedule has enough of them. */
const MOST_RACES = 64;

/**
 * Finds races by FastTrack: of each location only those accesses are remembered that a later one may not be ordered with, as the goroutine and its own time
 * (Flanagan and Freund, PLDI 2009).
 */
export class RaceDetector implements AccessListener {
  readonly #causality: Causality;
  readonly #races: Race[] = [];
  #isOn = true;

  constructor(causality: Causality) {
    this.#causality = causality;
  }

  /** What has been found, in the order in which it happened. */
  get races(): readonly Race[] {
    return this.#races;
  }

  /** Nothing counts any more: main has returned. */
  stop(): void {
    this.#isOn = false;
  }

  resumed(): void {
    this.#causality.resumed();
  }

  accessed(location: Location, how: 'read' | 'write', site: Access['site']): void {
    if (!this.#isOn) return;
    const actor = this.#causality.current();
    if (!actor) return;
    if (how === 'read') this.#read(location, actor, site);
    else this.#write(location, actor, site);
  }

  #read(location: Location, actor: Actor, site: Access['site']): void {
    const known = readOf(location, actor);
    const { time } = actor;
    const { segment } = this.#causality;
    if (known?.time === time && known.segment === segment) return;
    const access: Access = { actor, time, since: actor.since, site, segment, how: 'reads' };
    const { write } = location;
    if (write && isConcurrent(write, actor)) this.#found(location, write, access);
    remember(location, access);
  }

  #write(location: Location, actor: Actor, site: Access['site']): void {
    const { segment } = this.#causality;
    const { write } = location;
    if (write?.actor === actor && write.time === actor.time && write.segment === segment && location.reads === undefined) return;
    const read = readOf(location, actor);
    const isUpdate = read?.segment === segment || location.kind === 'keys';
    const access: Access = { actor, time: actor.time, since: actor.since, site, segment, how: isUpdate ? 'updates' : 'writes' };
    this.#complete(location, access);
    if (write && isConcurrent(write, actor)) this.#found(location, write, access);
    else for (const other of readsOf(location)) if (isConcurrent(other, actor)) this.#found(location, other, access);
    location.write = access;
    location.reads = undefined;
  }

  /** A race that was found when a goroutine read is one of its update when it goes on to write. */
  #complete(location: Location, { actor, segment, how }: Access): void {
    if (how !== 'updates') return;
    const race = this.#races.findLast((one) => one.location === location);
    if (race?.second.actor === actor && race.second.segment === segment) race.second = { ...race.second, how: 'updates' };
  }

  #found(location: Location, first: Access, second: Access): void {
    if (this.#races.length >= MOST_RACES) return;
    const knows = second.actor.clock.get(first.actor.index) >= first.since;
    this.#races.push({ location, first, second, onOneThread: knows ? 'ordered' : 'free' });
  }
}

/** Whether nothing orders an earlier access before what an actor does now. */
function isConcurrent({ actor, time }: Access, now: Actor): boolean {
  return actor !== now && time > now.clock.get(actor.index);
}

function readOf({ reads }: Location, actor: Actor): Access | undefined {
  if (reads instanceof Map) return reads.get(actor);
  return reads?.actor === actor ? reads : undefined;
}

function readsOf({ reads }: Location): Iterable<Access> {
  if (reads instanceof Map) return reads.values();
  return reads ? [reads] : [];
}

/** Of reads that are ordered, the last one tells enough. */
function remember(location: Location, access: Access): void {
  const { reads } = location;
  if (reads instanceof Map) {
    reads.set(access.actor, access);
  } else if (!reads || !isConcurrent(reads, access.actor)) {
    location.reads = access;
  } else {
    location.reads = new Map([[reads.actor, reads], [access.actor, access]]);
  }
}
