import type { ChannelCore } from '../../runtime/channel-core.ts';
import type { Operation } from '../../runtime/operation.ts';
import type { Resource } from '../../runtime/resource.ts';
import { selecting, type Choice } from '../../runtime/select-operation.ts';
import type { Result } from './entry.ts';
import { valueText } from './value-text.ts';

/** Values of a buffer that are shown. */
const SHOWN = 8;

/** What an operation sends, if it does; for a select, what each of its cases would. */
export function sentBy(operation: Operation): readonly string[] {
  if (isSelect(operation)) return operation.subject.arms.map(({ direction, value }) => (direction === 'send' ? valueText(value) : ''));
  return operation.reason === 'chan send' || operation.reason === 'chan send (nil chan)' ? [valueText(operation.value)] : [];
}

/** What came of an operation that has just been settled. */
export function resultOf(operation: Operation): Result {
  const [channel] = operation.resources;
  if (operation.state === 'failed') return { isClosed: false };
  if (isSelect(operation)) return selected(operation);
  const buffer = bufferOf(channel);
  const rest = buffer ? { buffer } : {};
  if (operation.reason !== 'chan receive' || !channel) return { isClosed: false, ...rest };
  const { ok, value } = receivedFrom(operation.value, channel as ChannelCore<unknown>, operation.kind.received !== undefined);
  return { isClosed: !ok, ...(ok ? { received: valueText(value) } : {}), ...rest };
}

/** A receive comes in three shapes: a bare value, `[value, ok]`, and what an iterator gives. */
function receivedFrom(outcome: unknown, channel: ChannelCore<unknown>, isShaped: boolean): { readonly ok: boolean; readonly value: unknown } {
  if (!isShaped) return { ok: outcome !== undefined || !channel.isClosed, value: outcome };
  if (Array.isArray(outcome)) return { ok: outcome[1] === true, value: outcome[0] as unknown };
  const step = outcome as IteratorResult<unknown, unknown>;
  return { ok: step.done !== true, value: step.value };
}

function selected(operation: Operation<Choice>): Result {
  const event = operation.value as { readonly case: string | number; readonly ok?: boolean; readonly value?: unknown };
  const arm = operation.subject.arms.find(({ key }) => key === event.case);
  const buffer = bufferOf(arm?.channel);
  return {
    isClosed: event.ok === false,
    ...(event.ok === true ? { received: valueText(event.value) } : {}),
    chosen: { key: String(event.case), channel: arm?.channel, direction: arm?.direction ?? 'default' },
    ...(buffer ? { buffer } : {}),
  };
}

export function isSelect(operation: Operation): operation is Operation<Choice> {
  return operation.kind === (selecting as unknown);
}

/** The values in a channel's buffer, the oldest first; nothing for what has none. */
export function bufferOf(resource: Resource | undefined): readonly string[] | undefined {
  if (resource?.kind !== 'channel') return undefined;
  const channel = resource as ChannelCore<unknown>;
  if (channel.capacity === 0 || channel.timer !== undefined) return undefined;
  const values = channel.contents(SHOWN).map(valueText);
  return channel.length > SHOWN ? [...values, `… ${channel.length - SHOWN} more`] : values;
}
