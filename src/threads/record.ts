import { extend, floats, LINE, reach, THREAD_TABLE, words } from './memory.ts';

/**
 * A record in shared memory stands for an operation that waits, in the queue of what it waits for. Go: `sudog`.
 *
 * Whoever completes it takes it out of the queue, writes the outcome into it and puts it into the inbox of the thread that it belongs to.
 * An operation with several records (a select) has one claim for all: who completes one of them must win the claim first.
 */
export const CLAIM_AT = 0;
/** The claim, if it is in this record: 0, or the record that has won, or `CLAIMED_AT_HOME`. */
export const CLAIM = 1;
export const OUTCOME = 2;
export const THREAD = 3;
const PREVIOUS = 4;
const NEXT = 5;
/** The next one in the inbox. */
const NEXT_DONE = 6;
/** Whether it is in a queue. */
const QUEUED = 7;
/** The value that it sends, or has been given: a cell. */
export const CELL = 8;
/** Its number among the records of its thread. */
export const NUMBER = 12;

/** A cell: what kind of value (a tag), and the value if it is a number. */
export const CELL_SIZE = 4;

/** What became of an operation. */
export const DONE = 1;
export const CLOSED = 2;
/** It must wait. */
export const WAITS = 3;
/** Nothing was done: the lock could not be had. Only in the home thread. */
export const BUSY = 4;

/** Instead of a record: another case of the select, on an ordinary channel, has won. */
export const CLAIMED_AT_HOME = -1;

/** Words of a thread's line in the table. */
export const INBOX = 0;
/** Whether the thread sleeps until something is in its inbox. */
export const ASLEEP = 1;
/** Messages that it has been sent, and has posted, over its port. */
export const TAKEN_IN = 2;
export const POSTED = 3;
/** What it waits for, when it waits without its event loop. */
export const BLOCKED_ON = 4;
/** Why: an index into `BLOCKED_REASONS`. */
export const BLOCKED_BY = 5;

/** Whether it has said that it has nothing to do. */
export const RESTING = 6;

/** A thread's line. */
export function lineOf(thread: number): number {
  return THREAD_TABLE + thread * LINE;
}

export function newRecord(thread: number, number: number): number {
  const record = extend(LINE);
  words[record + THREAD] = thread;
  words[record + NUMBER] = number;
  return record;
}

// Queues: two words, the first record and the last. Their lock is the one of what they belong to.

export function push(queue: number, record: number): void {
  const last = words[queue + 1] as number;
  words[record + PREVIOUS] = last;
  words[record + NEXT] = 0;
  words[record + QUEUED] = 1;
  words[(last === 0 ? queue : last + NEXT)] = record;
  words[queue + 1] = record;
}

export function remove(queue: number, record: number): boolean {
  if (words[record + QUEUED] === 0) return false;
  const previous = words[record + PREVIOUS] as number;
  const next = words[record + NEXT] as number;
  words[previous === 0 ? queue : previous + NEXT] = next;
  words[next === 0 ? queue + 1 : next + PREVIOUS] = previous;
  words[record + QUEUED] = 0;
  return true;
}

/** Takes out the first record that can still be completed. @returns 0 when there is none */
export function shift(queue: number): number {
  for (;;) {
    const record = words[queue] as number;
    if (record === 0) return 0;
    reach(record + LINE);
    remove(queue, record);
    if (claim(record, record)) return record;
  }
}

/** Whether `shift` would find one. */
export function hasWaiting(queue: number): boolean {
  for (let record = words[queue] as number; record !== 0; record = words[record + NEXT] as number) {
    reach(record + LINE);
    const at = words[record + CLAIM_AT] as number;
    if (at === 0 || Atomics.load(words, at) === 0) return true;
  }
  return false;
}

/** Wins the right to complete an operation, if nobody has yet. */
export function claim(record: number, winner: number): boolean {
  const at = words[record + CLAIM_AT] as number;
  if (at === 0) return true;
  reach(at + LINE);
  return Atomics.compareExchange(words, at, 0, winner) === 0;
}

/** Puts a completed record into the inbox of its thread, and wakes that if it sleeps. */
export function dispatch(record: number, outcome: number): void {
  words[record + OUTCOME] = outcome;
  const line = lineOf(words[record + THREAD] as number);
  let first: number;
  do {
    first = Atomics.load(words, line + INBOX);
    words[record + NEXT_DONE] = first;
  } while (Atomics.compareExchange(words, line + INBOX, first, record) !== first);
  if (first === 0 && Atomics.load(words, line + ASLEEP) === 1) Atomics.notify(words, line + INBOX);
}

/** Empties an inbox. @returns the records in it, the last one first */
export function emptyInbox(thread: number): number {
  return Atomics.exchange(words, lineOf(thread) + INBOX, 0);
}

/** The record below one in an inbox. */
export function below(record: number): number {
  return words[record + NEXT_DONE] as number;
}

/** Copies a cell. */
export function copyCell(from: number, to: number): void {
  words[to] = words[from] as number;
  floats[(to + 2) >> 1] = floats[(from + 2) >> 1] as number;
}
