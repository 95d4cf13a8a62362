import { ChannelCore, CLOSED as IS_CLOSED, NOTHING } from '../runtime/channel-core.ts';
import { Panic } from '../runtime/panic.ts';
import type { Together } from '../runtime/select-operation.ts';
import { canReceiveHint, canSendHint, capacityOf, close, lengthOf, offer, sizeOf, take, takenNumber, takenTag } from './core.ts';
import { reach } from './memory.ts';
import { CLOSED, DONE } from './record.ts';
import { together } from './together.ts';
import { decode, discard, encode } from './value.ts';

/** A channel in shared memory, in the shape that the runtime's select knows. */
export class SharedChannel extends ChannelCore<unknown> {
  readonly address: number;

  constructor(address: number, label: string | undefined) {
    reach(address + sizeOf(0));
    const capacity = capacityOf(address);
    reach(address + sizeOf(capacity));
    super(capacity, label);
    this.address = address;
  }

  override get together(): Together {
    return together;
  }

  override get length(): number {
    return lengthOf(this.address);
  }

  override get canSend(): boolean {
    return canSendHint(this.address);
  }

  override get canReceive(): boolean {
    return canReceiveHint(this.address);
  }

  /** @throws {Panic} `send on closed channel`
   *  @throws {DOMException} `DataCloneError` */
  override trySend(value: unknown): boolean {
    const tag = encode(value);
    const outcome = offer(this.address, tag, typeof value === 'number' ? value : 0, 0);
    if (outcome === DONE) return true;
    discard(tag);
    if (outcome === CLOSED) throw new Panic('send on closed channel');
    return false;
  }

  override take(): unknown {
    const outcome = take(this.address, 0);
    if (outcome === DONE) return decode(takenTag, takenNumber());
    return outcome === CLOSED ? IS_CLOSED : NOTHING;
  }

  override close(): void {
    if (!close(this.address)) throw new Panic('close of closed channel');
  }
}

const known = new Map<number, WeakRef<SharedChannel>>();
const forgotten = new FinalizationRegistry<number>((address) => {
  if (known.get(address)?.deref() === undefined) known.delete(address);
});

/** The one object of this thread for a channel, so that a select sees when two of its cases are on the same. */
export function sharedChannelAt(address: number, label: string | undefined): SharedChannel {
  const existing = known.get(address)?.deref();
  if (existing) return existing;
  const channel = new SharedChannel(address, label);
  known.set(address, new WeakRef(channel));
  forgotten.register(channel, address);
  return channel;
}
