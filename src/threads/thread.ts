import { goroutineStorage } from '../runtime/current.ts';
import { words } from './memory.ts';
import { ASLEEP, below, dispatch, emptyInbox, INBOX, lineOf, newRecord, NUMBER, OUTCOME, THREAD } from './record.ts';

/** What is to be done when a place's operation has been completed, by this thread or another. */
export interface Finisher {
  finished(place: Place, outcome: number): void;
}

/** A record of this thread, and what it stands for. */
export class Place {
  readonly record: number;
  /** Who waits at it; nobody when it is free, or its operation was given up while its outcome was on the way. */
  finisher: Finisher | undefined = undefined;

  constructor(record: number) {
    this.record = record;
  }
}

/** The number of this thread among those that share the memory. 0: the one that all others come from. */
export let me = 0;
let inbox = lineOf(0) + INBOX;

/** This thread has been given a number. */
export function becomeThread(index: number): void {
  me = index;
  inbox = lineOf(index) + INBOX;
}

const places: Place[] = [];
const free: Place[] = [];
/** Places that are in use. */
let used = 0;
let listening = false;

/** Takes a place for an operation that may have to wait. */
export function takePlace(finisher: Finisher): Place {
  let place = free.pop();
  if (!place) {
    place = new Place(newRecord(me, places.length));
    places.push(place);
  }
  place.finisher = finisher;
  used++;
  return place;
}

/** It is no longer needed, and no other thread knows of it any more. */
export function freePlace(place: Place): void {
  place.finisher = undefined;
  used--;
  free.push(place);
}

/** Its operation has been given up, but another thread has just completed it: it is free when the news arrives. */
export function forsake(place: Place): void {
  place.finisher = forsaken;
}

const forsaken: Finisher = { finished: freePlace };

/** Completes a record that was taken out of its queue. */
export function finish(record: number, outcome: number): void {
  if (words[record + THREAD] === me) settle(record, outcome);
  else dispatch(record, outcome);
}

function settle(record: number, outcome: number): void {
  const place = places[words[record + NUMBER] as number];
  if (place?.record === record) place.finisher?.finished(place, outcome);
}

/** Callbacks for the moment at which this thread, which slept, has something to do again. */
let awoke: () => void = () => {};

export function onAwaking(callback: () => void): void {
  awoke = callback;
}

/** Settles what other threads have completed. @returns whether there was anything */
export function readInbox(): boolean {
  if (Atomics.load(words, inbox) === 0) return false;
  // Before it is emptied: a thread whose inbox is empty and that has not said so would look asleep.
  awoke();
  let record = emptyInbox(me);
  // The last one lies on top.
  const arrived: number[] = [];
  for (; record !== 0; record = below(record)) arrived.push(record);
  for (let index = arrived.length - 1; index >= 0; index--) {
    const next = arrived[index] as number;
    settle(next, words[next + OUTCOME] as number);
  }
  return true;
}

/** From now on, until nobody waits any more, this thread's event loop hears of what others complete. */
export function listen(): void {
  if (listening) return;
  listening = true;
  // What calls back later must not keep alive, or run as, the goroutine that happened to be the first to wait.
  goroutineStorage.exit(await_);
}

function await_(): void {
  for (;;) {
    Atomics.store(words, inbox - INBOX + ASLEEP, 1);
    const outcome = Atomics.waitAsync(words, inbox, 0);
    if (outcome.async) {
      void outcome.value.then(heard);
      return;
    }
    readInbox();
    if (used > 0) continue;
    listening = false;
    return;
  }
}

function heard(): void {
  readInbox();
  if (used > 0) await_();
  else listening = false;
}

/** Sleeps without the event loop until something is in the inbox; then settles that. */
export function sleepUntilMail(): void {
  if (readInbox()) return;
  Atomics.store(words, inbox - INBOX + ASLEEP, 1);
  Atomics.wait(words, inbox, 0);
  readInbox();
}
