import { MISSED, type Arm, type Choice, inQueueOrder, receivedEvent, type Together } from '../runtime/select-operation.ts';
import { CLOSED as IS_CLOSED, type ChannelCore } from '../runtime/channel-core.ts';
import type { Operation } from '../runtime/operation.ts';
import { Panic } from '../runtime/panic.ts';
import { Queue, type QueueNode } from '../runtime/queue.ts';
import { canReceiveLocked, canSendLocked, finishOther, leave, lockChannel, offerLocked, RECEIVERS, SENDERS, takeFrom, takeLocked, takenNumber, takenTag, unlockChannel } from './core.ts';
import { later } from './lock.ts';
import { floats, words } from './memory.ts';
import { CELL, CLAIM, CLAIM_AT, CLAIMED_AT_HOME, CLOSED, push, WAITS } from './record.ts';
import type { SharedChannel } from './shared-channel.ts';
import { type Finisher, forsake, freePlace, listen, type Place, takePlace } from './thread.ts';
import { decode, discard, encode } from './value.ts';

type Selecting = Operation<Choice>;

/** A case on a shared channel, with the value it sends, if it does, as it lies in shared memory. */
interface SharedArm {
  readonly arm: Arm;
  readonly address: number;
  readonly tag: number;
  place: Place | undefined;
}

/**
 * A select over channels of which some are shared.
 *
 * As in Go, it looks at its cases with the locks of all their channels held, taken in the order of their addresses, and lines up before it gives
 * them back. All its records have one claim; an ordinary channel, too, must win it before it serves a case of such a select.
 */
class SharedSelect implements Finisher {
  readonly operation: Selecting;
  readonly #arms: SharedArm[] = [];
  /** The channels' addresses, in order, each once. */
  readonly #addresses: readonly number[];
  #claim = 0;

  constructor(operation: Selecting) {
    this.operation = operation;
    try {
      for (const arm of operation.subject.arms) {
        if (isShared(arm)) this.#arms.push({ arm, address: (arm.channel as SharedChannel).address, tag: arm.direction === 'send' ? encode(arm.value) : 0, place: undefined });
      }
    } catch (error) {
      this.#discardAll();
      throw error;
    }
    this.#addresses = [...new Set(this.#arms.map(({ address }) => address))].toSorted((a, b) => a - b);
  }

  /** Carries out a case, or lines up for all of them. */
  enqueue(): void {
    for (;;) {
      if (!this.#lock()) {
        later(() => {
          if (this.operation.state !== 'abandoned') this.enqueue();
        });
        return;
      }
      const ready = this.operation.subject.arms.filter((arm) => this.#isReady(arm));
      const chosen = ready[this.operation.goroutine.program.scheduler.choose(ready.length)];
      if (!chosen) {
        this.#lineUp();
        this.#unlock();
        listen();
        return;
      }
      const event = this.#carryOut(chosen);
      if (event === MISSED) continue;
      this.#discardAll(chosen);
      if (event instanceof Panic) this.operation.fail(event);
      else this.operation.complete(event);
      return;
    }
  }

  #isReady(arm: Arm): boolean {
    if (!isShared(arm)) return arm.isReady;
    const { address } = arm.channel as SharedChannel;
    return arm.direction === 'send' ? canSendLocked(address) : canReceiveLocked(address);
  }

  /** Carries out a case that is ready, and gives the locks back. */
  #carryOut(arm: Arm): unknown {
    const shared = this.#arms.find((candidate) => candidate.arm === arm);
    if (!shared) {
      this.#unlock();
      try {
        return arm.carryOut();
      } catch (error) {
        return error;
      }
    }
    const outcome = arm.direction === 'send' ? offerLocked(shared.address, shared.tag, numberOf(arm)) : takeLocked(shared.address);
    this.#unlock();
    finishOther();
    if (outcome === WAITS) return MISSED;
    if (arm.direction === 'receive') return receivedEvent(arm.key, outcome === CLOSED ? IS_CLOSED : decode(takenTag, takenNumber()));
    if (outcome !== CLOSED) return { case: arm.key };
    discard(shared.tag);
    return new Panic('send on closed channel');
  }

  /** @returns whether all the locks could be had */
  #lock(): boolean {
    for (const [index, address] of this.#addresses.entries()) {
      if (lockChannel(address)) continue;
      for (const taken of this.#addresses.slice(0, index)) unlockChannel(taken);
      return false;
    }
    return true;
  }

  #unlock(): void {
    for (const address of this.#addresses) unlockChannel(address);
  }

  #lineUp(): void {
    for (const arm of inQueueOrder(this.operation)) {
      const shared = this.#arms.find((candidate) => candidate.arm === arm);
      if (shared) this.#lineUpFor(shared);
    }
    for (const arm of this.operation.subject.arms) {
      if (isShared(arm)) continue;
      askBeforeServing(arm.direction === 'send' ? arm.channel.senders : arm.channel.receivers);
      arm.enqueue(this.operation);
    }
  }

  #lineUpFor(shared: SharedArm): void {
    const { arm, address, tag } = shared;
    shared.place = takePlace(this);
    const { record } = shared.place;
    if (this.#claim === 0) {
      this.#claim = record + CLAIM;
      Atomics.store(words, this.#claim, 0);
    }
    words[record + CLAIM_AT] = this.#claim;
    words[record + CELL] = tag;
    floats[(record + CELL + 2) >> 1] = numberOf(arm);
    arm.operation = this.operation;
    push(address + (arm.direction === 'send' ? SENDERS : RECEIVERS), record);
  }

  /** A case on an ordinary channel is about to be served. @returns whether it may */
  claimHere(): boolean {
    return Atomics.compareExchange(words, this.#claim, 0, CLAIMED_AT_HOME) === 0;
  }

  /** Whether another thread has already served a case. */
  get isClaimed(): boolean {
    return Atomics.load(words, this.#claim) !== 0;
  }

  /** Another thread, or this one, has completed one of the cases. */
  finished(place: Place, outcome: number): void {
    const shared = this.#arms.find((candidate) => candidate.place === place);
    if (!shared) return;
    takeFrom(place.record + CELL);
    this.#free(place);
    shared.place = undefined;
    const { arm } = shared;
    if (arm.direction === 'send') {
      if (outcome === CLOSED) arm.refused();
      else arm.taken();
    } else if (outcome === CLOSED) {
      arm.closed();
    } else {
      arm.deliver(decode(takenTag, takenNumber()));
    }
  }

  /** Waits no longer: a case was served, or the program is over. */
  leave(): void {
    for (const arm of this.operation.subject.arms) if (!isShared(arm)) arm.leave();
    if (this.#claim === 0) return;
    const winner = Atomics.compareExchange(words, this.#claim, 0, CLAIMED_AT_HOME);
    const waiting = this.#arms.filter(({ place }) => place);
    // Records that could not be taken out of their queue have nothing left to win; nobody may use them, or the claim, for anything else.
    if (waiting.some(({ arm, address, place }) => leave(address, arm.direction === 'send' ? SENDERS : RECEIVERS, (place as Place).record) === 'busy')) return;
    for (const shared of waiting) this.#freeArm(shared, winner);
  }

  #freeArm(shared: SharedArm, winner: number): void {
    const place = shared.place as Place;
    shared.place = undefined;
    // One that was completed meanwhile is on its way to the inbox.
    if (place.record === winner) forsake(place);
    else {
      discard(shared.tag);
      this.#free(place);
    }
  }

  #free(place: Place): void {
    words[place.record + CLAIM_AT] = 0;
    freePlace(place);
  }

  #discardAll(except?: Arm): void {
    for (const { arm, tag } of this.#arms) if (arm !== except && arm.direction === 'send') discard(tag);
  }
}

const selects = new WeakMap<object, SharedSelect>();

/** How the runtime's select waits when one of its channels is shared. */
export const together: Together = {
  enqueue(operation) {
    try {
      const select = new SharedSelect(operation);
      selects.set(operation, select);
      select.enqueue();
    } catch (error) {
      operation.fail(error);
    }
  },
  leave(operation) {
    selects.get(operation)?.leave();
  },
};

function isShared(arm: Arm): boolean {
  return arm.channel.together !== undefined;
}

function numberOf(arm: Arm): number {
  return typeof arm.value === 'number' ? arm.value : 0;
}

/** The select that a node in an ordinary channel's queue is a case of, if that has shared channels, too. */
function selectOf(node: QueueNode): SharedSelect | undefined {
  const operation = (node as Partial<Arm>).operation;
  return operation ? selects.get(operation) : undefined;
}

/** The queue of an ordinary channel in which cases of such a select wait: who is served from it must win the claim. */
class AskingQueue<N extends QueueNode> extends Queue<N> {
  override get first(): N | undefined {
    for (const node of this) if (selectOf(node)?.isClaimed !== true) return node;
    return undefined;
  }

  override shift(): N | undefined {
    for (;;) {
      const node = super.shift();
      if (node === undefined) return undefined;
      const select = selectOf(node);
      if (!select || select.claimHere()) return node;
    }
  }
}

/** From now on. Only the class changes, so ordinary queues pay nothing for this. */
function askBeforeServing(queue: ChannelCore<unknown>['receivers'] | ChannelCore<unknown>['senders']): void {
  Object.setPrototypeOf(queue, AskingQueue.prototype);
}
