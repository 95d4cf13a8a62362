import { type ChannelCore, CLOSED, NOTHING } from './channel-core.ts';
import type { Received } from './channel.ts';
import { type Operation, type OperationKind, type WaitReason, waits } from './operation.ts';
import type { Resource } from './resource.ts';

/** A channel; a nil channel is `undefined`, and its operations wait for ever. */
type Subject = ChannelCore<unknown> | undefined;

const resources = (channel: Subject): readonly Resource[] => (channel ? [channel] : []);

/** `ch <- v`. */
export const sending: OperationKind<Subject, void> = {
  ...waits,
  reason: (channel): WaitReason => (channel ? 'chan send' : 'chan send (nil chan)'),
  resources,
  attempt: (operation) => {
    const { subject: channel, value } = operation;
    if (channel === undefined) return false;
    if (channel.isClosed) operation.refused();
    else if (channel.trySend(value)) operation.taken();
    else return false;
    return true;
  },
  enqueue: (operation) => operation.subject?.senders.push(operation),
  leave: (operation) => operation.subject?.senders.remove(operation),
};

/** `<-ch`, in one of its shapes. */
function receivingAs<T>(received?: (value: unknown, ok: boolean) => T): OperationKind<Subject, T> {
  return {
    ...waits,
    reason: (channel): WaitReason => (channel ? 'chan receive' : 'chan receive (nil chan)'),
    resources,
    attempt: tryToReceive,
    enqueue: (operation) => operation.subject?.addReceiver(operation),
    leave: (operation) => operation.subject?.removeReceiver(operation),
    received,
  };
}

function tryToReceive(operation: Operation<Subject>): boolean {
  const { subject: channel } = operation;
  const taken = channel === undefined ? NOTHING : channel.take();
  if (taken === NOTHING) return false;
  if (taken === CLOSED) operation.closed();
  else operation.deliver(taken);
  return true;
}

/** `v := <-ch`. */
export const receiving = receivingAs<unknown>();

/** `v, ok := <-ch`. */
export const receivingOk = receivingAs<Received<unknown>>((value, ok) => (ok ? [value, true] : [undefined, false]));

/** One round of `for v := range ch`. */
export const receivingNext = receivingAs<IteratorResult<unknown, undefined>>((value, ok) => (ok ? { value, done: false } : { value: undefined, done: true }));
