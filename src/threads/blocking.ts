import { Panic } from '../runtime/panic.ts';
import { canReceiveHint, canSendHint, offer, take, takeFrom, takenNumber, takenTag } from './core.ts';
import { words } from './memory.ts';
import { BLOCKED_BY, BLOCKED_ON, CELL, CLOSED, DONE, lineOf, WAITS } from './record.ts';
import type { SharedChannel } from './shared-channel.ts';
import { type Finisher, freePlace, me, type Place, sleepUntilMail, takePlace } from './thread.ts';
import { decode, discard, encode } from './value.ts';

/** Looks at a channel before the thread sleeps: much less than it takes to wake a thread. */
const LOOKS = 200;

/** Why a thread blocks, in Go's words, for dumps. */
export const BLOCKED_REASONS = ['', 'chan receive', 'chan send', 'sync.Mutex.Lock', 'sync.WaitGroup.Wait'] as const;

/** An operation that this whole thread waits for. */
class Block implements Finisher {
  outcome = WAITS;
  tag = 0;
  number = 0;
  readonly place: Place = takePlace(this);

  finished(place: Place, outcome: number): void {
    takeFrom(place.record + CELL);
    this.outcome = outcome;
    this.tag = takenTag;
    this.number = takenNumber();
    freePlace(place);
  }
}

/** How an operation ended, and what it has received. */
interface Ending {
  readonly outcome: number;
  readonly tag: number;
  readonly number: number;
}

/** Blocks this thread until an operation is over that is tried, or lines up, with a record. */
export function block(reason: number, address: number, begin: (record: number) => number): Ending {
  const waiting = new Block();
  const outcome = begin(waiting.place.record);
  if (outcome !== WAITS) {
    freePlace(waiting.place);
    return { outcome, tag: takenTag, number: takenNumber() };
  }
  const line = lineOf(me);
  words[line + BLOCKED_BY] = reason;
  words[line + BLOCKED_ON] = address;
  asleep.before();
  while (waiting.outcome === WAITS) sleepUntilMail();
  words[line + BLOCKED_BY] = 0;
  return waiting;
}

/** What is to be done before a thread sleeps without its event loop. */
export const asleep: { before: () => void } = { before: () => {} };

let mayBlock = false;

/** This thread may block: none of the others depends on its event loop. */
export function allowBlocking(): void {
  mayBlock = true;
}

export function requireMayBlock(what: string): void {
  if (!mayBlock) throw new TypeError(`${what} would block the thread that all others come from; await the asynchronous one there`);
}

export function receiveBlocking(channel: SharedChannel): unknown {
  requireMayBlock('receiveSync');
  const { address } = channel;
  let outcome = take(address, 0);
  for (let look = 0; outcome === WAITS && look < LOOKS; look++) {
    if (canReceiveHint(address)) outcome = take(address, 0);
  }
  if (outcome === DONE) return decode(takenTag, takenNumber());
  if (outcome === CLOSED) return undefined;
  const ending = block(1, address, (record) => take(address, record));
  return ending.outcome === CLOSED ? undefined : decode(ending.tag, ending.number);
}

export function sendBlocking(channel: SharedChannel, value: unknown): void {
  requireMayBlock('sendSync');
  const { address } = channel;
  const tag = encode(value);
  const number = typeof value === 'number' ? value : 0;
  let outcome = offer(address, tag, number, 0);
  for (let look = 0; outcome === WAITS && look < LOOKS; look++) {
    if (canSendHint(address)) outcome = offer(address, tag, number, 0);
  }
  if (outcome === WAITS) outcome = block(2, address, (record) => offer(address, tag, number, record)).outcome;
  if (outcome !== CLOSED) return;
  discard(tag);
  throw new Panic('send on closed channel');
}

