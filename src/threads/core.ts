import { lock, lockPatiently, unlock } from './lock.ts';
import { extend, floats, LINE, words } from './memory.ts';
import { BUSY, CELL, CELL_SIZE, CLOSED, copyCell, DONE, hasWaiting, push, remove, shift, WAITS } from './record.ts';
import { finish } from './thread.ts';

/**
 * A channel in shared memory: its lock, its state, its two queues, and behind them a ring of cells. Go: `hchan`.
 *
 * Each step is done under the lock, and outcomes are handed to their threads after it.
 */
const LOCK = 0;
const IS_CLOSED = 1;
const CAPACITY = 2;
const COUNT = 3;
const HEAD = 4;
export const RECEIVERS = 6;
export const SENDERS = 8;
const CELLS = LINE;

/** What the last step has taken: its tag, and the number if it is one. In a scratch of this thread, so that no number need be boxed. */
const scratch = new Float64Array(1);
export let takenTag = 0;
export function takenNumber(): number {
  return scratch[0] as number;
}

export function newChannel(capacity: number): number {
  const channel = extend(CELLS + capacity * CELL_SIZE);
  words[channel + CAPACITY] = capacity;
  return channel;
}

/** The words that a channel of this capacity has. */
export function sizeOf(capacity: number): number {
  return CELLS + capacity * CELL_SIZE;
}

export function capacityOf(channel: number): number {
  return words[channel + CAPACITY] as number;
}

export function lengthOf(channel: number): number {
  return Atomics.load(words, channel + COUNT);
}

export function isClosed(channel: number): boolean {
  return Atomics.load(words, channel + IS_CLOSED) === 1;
}

/** Whether a receive may go through at once. Only a hint: the lock is not taken. */
export function canReceiveHint(channel: number): boolean {
  return Atomics.load(words, channel + COUNT) > 0 || Atomics.load(words, channel + SENDERS) !== 0 || Atomics.load(words, channel + IS_CLOSED) === 1;
}

/** Whether a send may go through, or panic, at once. Only a hint: the lock is not taken. */
export function canSendHint(channel: number): boolean {
  return Atomics.load(words, channel + COUNT) < (words[channel + CAPACITY] as number)
    || Atomics.load(words, channel + RECEIVERS) !== 0 || Atomics.load(words, channel + IS_CLOSED) === 1;
}

/** Sends, if that is possible at once; otherwise lines up with `record`, unless that is 0. @returns one of the outcomes, or `BUSY` */
export function offer(channel: number, tag: number, number: number, record: number): number {
  if (!lock(channel + LOCK)) return BUSY;
  const outcome = offerLocked(channel, tag, number);
  if (outcome === WAITS && record !== 0) {
    words[record + CELL] = tag;
    floats[(record + CELL + 2) >> 1] = number;
    push(channel + SENDERS, record);
  }
  unlock(channel + LOCK);
  finishOther();
  return outcome;
}

/** Receives, if that is possible at once; otherwise lines up with `record`, unless that is 0. @returns one of the outcomes, or `BUSY` */
export function take(channel: number, record: number): number {
  if (!lock(channel + LOCK)) return BUSY;
  const outcome = takeLocked(channel);
  if (outcome === WAITS && record !== 0) push(channel + RECEIVERS, record);
  unlock(channel + LOCK);
  finishOther();
  return outcome;
}

/** Takes a record out of a queue. @returns whether it was still in it, or `busy` */
export function leave(channel: number, queue: number, record: number): boolean | 'busy' {
  if (!lock(channel + LOCK)) return 'busy';
  const left = remove(channel + queue, record);
  unlock(channel + LOCK);
  return left;
}

/** @returns whether it was open */
export function close(channel: number): boolean {
  lockPatiently(channel + LOCK);
  if (words[channel + IS_CLOSED] === 1) {
    unlock(channel + LOCK);
    return false;
  }
  Atomics.store(words, channel + IS_CLOSED, 1);
  const told: number[] = [];
  for (const queue of [RECEIVERS, SENDERS]) {
    for (let record = shift(channel + queue); record !== 0; record = shift(channel + queue)) told.push(record);
  }
  unlock(channel + LOCK);
  for (const record of told) finish(record, CLOSED);
  return true;
}

// For a select, which holds the locks of all its channels at once.

export function lockChannel(channel: number): boolean {
  return lock(channel + LOCK);
}

export function unlockChannel(channel: number): void {
  unlock(channel + LOCK);
}

export function canSendLocked(channel: number): boolean {
  return words[channel + IS_CLOSED] === 1 || (words[channel + COUNT] as number) < (words[channel + CAPACITY] as number) || hasWaiting(channel + RECEIVERS);
}

export function canReceiveLocked(channel: number): boolean {
  return (words[channel + COUNT] as number) > 0 || words[channel + IS_CLOSED] === 1 || hasWaiting(channel + SENDERS);
}

/** The one on the other side, whom the last step has served. */
let other = 0;

/** Tells the one on the other side. Not under the lock. */
export function finishOther(): void {
  if (other === 0) return;
  const record = other;
  other = 0;
  finish(record, DONE);
}

export function offerLocked(channel: number, tag: number, number: number): number {
  if (words[channel + IS_CLOSED] === 1) return CLOSED;
  const count = words[channel + COUNT] as number;
  const capacity = words[channel + CAPACITY] as number;
  // Somebody waits to receive only while the buffer is empty.
  const receiver = count === 0 && words[channel + RECEIVERS] !== 0 ? shift(channel + RECEIVERS) : 0;
  if (receiver === 0 && count === capacity) return WAITS;
  let cell = receiver + CELL;
  if (receiver === 0) {
    const tail = (words[channel + HEAD] as number) + count;
    cell = channel + CELLS + (tail < capacity ? tail : tail - capacity) * CELL_SIZE;
    words[channel + COUNT] = count + 1;
  }
  words[cell] = tag;
  floats[(cell + 2) >> 1] = number;
  other = receiver;
  return DONE;
}

export function takeLocked(channel: number): number {
  const count = words[channel + COUNT] as number;
  if (count === 0) return takeFromSender(channel);
  const capacity = words[channel + CAPACITY] as number;
  const head = words[channel + HEAD] as number;
  const cell = channel + CELLS + head * CELL_SIZE;
  takeFrom(cell);
  words[channel + HEAD] = head + 1 === capacity ? 0 : head + 1;
  // A sender that waits for room moves its value in, so that order is kept: the ring was full, so the place is the one just left.
  const sender = words[channel + SENDERS] === 0 ? 0 : shift(channel + SENDERS);
  if (sender === 0) words[channel + COUNT] = count - 1;
  else copyCell(sender + CELL, cell);
  other = sender;
  return DONE;
}

function takeFromSender(channel: number): number {
  const sender = words[channel + SENDERS] === 0 ? 0 : shift(channel + SENDERS);
  if (sender === 0) return words[channel + IS_CLOSED] === 1 ? CLOSED : WAITS;
  takeFrom(sender + CELL);
  other = sender;
  return DONE;
}

/** Remembers what is in a cell. */
export function takeFrom(cell: number): void {
  takenTag = words[cell] as number;
  scratch[0] = floats[(cell + 2) >> 1] as number;
}
