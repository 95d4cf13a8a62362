import type { Received } from '../runtime/channel.ts';
import { type Operation, type OperationKind, type WaitReason, waits } from '../runtime/operation.ts';
import { BUSY, CELL, CLOSED, WAITS } from './record.ts';
import { leave, offer, RECEIVERS, SENDERS, take, takeFrom, takenNumber, takenTag } from './core.ts';
import type { SharedChannel } from './shared-channel.ts';
import { type Finisher, forsake, freePlace, listen, type Place, takePlace } from './thread.ts';
import { decode, discard } from './value.ts';
import { later } from './lock.ts';
import { words } from './memory.ts';

/** What a send carries: its value as it lies in shared memory. */
export interface Encoded {
  readonly tag: number;
  readonly number: number;
}

/** An operation of a channel that waits in shared memory. */
class Waiting implements Finisher {
  readonly operation: Operation<SharedChannel>;
  place: Place | undefined;
  readonly end: typeof SENDERS | typeof RECEIVERS;

  constructor(operation: Operation<SharedChannel>, end: typeof SENDERS | typeof RECEIVERS) {
    this.operation = operation;
    this.end = end;
    this.place = takePlace(this);
    waitingFor.set(operation, this);
  }

  finished(place: Place, outcome: number): void {
    takeFrom(place.record + CELL);
    this.free();
    if (this.end === SENDERS) sent(this.operation, outcome);
    else received(this.operation, outcome);
  }

  free(): void {
    if (this.place) freePlace(this.place);
    this.place = undefined;
  }

  giveUp(): void {
    const { place } = this;
    if (!place) return;
    this.place = undefined;
    if (leave(this.operation.subject.address, this.end, place.record) === true) {
      if (this.end === SENDERS) discard(words[place.record + CELL] as number);
      freePlace(place);
    } else {
      forsake(place);
    }
  }
}

/** The lock could not be had: it lines up when the event loop has turned. */
function putOff<T>(operation: Operation<SharedChannel, T>, waiting: Waiting): void {
  waiting.free();
  later(() => {
    if (operation.state !== 'abandoned') operation.kind.enqueue(operation);
  });
}

const waitingFor = new WeakMap<object, Waiting>();

function sent(operation: Operation<SharedChannel>, outcome: number): void {
  if (outcome === CLOSED) operation.refused();
  else operation.taken();
}

function received(operation: Operation<SharedChannel>, outcome: number): void {
  if (outcome === CLOSED) operation.closed();
  else operation.deliver(decode(takenTag, takenNumber()));
}

const resources = (channel: SharedChannel): readonly SharedChannel[] => [channel];
const leaveQueue = (operation: object): void => waitingFor.get(operation)?.giveUp();

/** `ch <- v`. */
export const sending: OperationKind<SharedChannel, void> = {
  ...waits,
  reason: (): WaitReason => 'chan send',
  resources,
  attempt: () => false,
  enqueue: (operation) => {
    const { tag, number } = operation.value as Encoded;
    const waiting = new Waiting(operation, SENDERS);
    const outcome = offer(operation.subject.address, tag, number, (waiting.place as Place).record);
    if (outcome === BUSY) {
      putOff(operation, waiting);
      return;
    }
    if (outcome === WAITS) {
      listen();
      return;
    }
    waiting.free();
    if (outcome === CLOSED) discard(tag);
    sent(operation, outcome);
  },
  leave: leaveQueue,
};

/** `<-ch`, in one of its shapes. */
function receivingAs<T>(shape?: (value: unknown, ok: boolean) => T): OperationKind<SharedChannel, T> {
  return {
    ...waits,
    reason: (): WaitReason => 'chan receive',
    resources,
    attempt: () => false,
    enqueue: (operation) => {
      const waiting = new Waiting(operation, RECEIVERS);
      const outcome = take(operation.subject.address, (waiting.place as Place).record);
      if (outcome === BUSY) {
        putOff(operation, waiting);
        return;
      }
      if (outcome === WAITS) {
        listen();
        return;
      }
      waiting.free();
      received(operation, outcome);
    },
    leave: leaveQueue,
    received: shape,
  };
}

export const receiving = receivingAs<unknown>();
export const receivingOk = receivingAs<Received<unknown>>((value, ok) => (ok ? [value, true] : [undefined, false]));
export const receivingNext = receivingAs<IteratorResult<unknown, undefined>>((value, ok) => (ok ? { value, done: false } : { value: undefined, done: true }));
