import { core, type ReceiveChannel, type Received, type SendChannel } from './channel.ts';
import { type ChannelCore, ReceiveNode, SendNode } from './channel-core.ts';
import { Panic } from './panic.ts';
import { perform } from './program.ts';
import type { QueueNode } from './queue.ts';
import type { Waiter } from './waiter.ts';

/** A case of a select that sends; made by `select.send`. */
export class SendCase<T> {
  /** Where it sends. */
  readonly channel: SendChannel<T>;
  /** What it sends. */
  readonly value: T;

  constructor(channel: SendChannel<T>, value: T) {
    this.channel = channel;
    this.value = value;
  }
}

/** A case: a channel to receive from, a send, or `null` for a case that is never ready. */
export type SelectCase = ReceiveChannel<unknown> | SendCase<unknown> | SendCase<never> | null;

/** What one chosen case gives: a send only its name, a receive also the value and whether one was sent. */
export type SelectCaseEvent<K, C> =
  C extends SendCase<infer _> ? { readonly case: K }
  : C extends ReceiveChannel<infer T>
    ? { readonly case: K; readonly ok: true; readonly value: T } | { readonly case: K; readonly ok: false; readonly value: undefined }
    : never;

/** The answer of `select`, discriminated by `case`. */
export type SelectEvent<C> = {
  [K in keyof C]: K extends 'default' ? { readonly case: 'default' } : SelectCaseEvent<K, Exclude<C[K], null>>;
}[keyof C];

/** The answer of `select` over an array: `case` is the index. */
export type SelectIndexEvent<T> =
  | { readonly case: number; readonly ok: true; readonly value: T }
  | { readonly case: number; readonly ok: false; readonly value: undefined };

/** What the receives among some cases may give. */
export type SelectedValue<C> = C extends ReceiveChannel<infer T> ? T : never;

/** The cases of a select, by name. `default: true` keeps it from blocking. */
export type SelectCases = { readonly [name: string]: SelectCase | true } & { readonly default?: true };

/**
 * Waits until one of the cases can go ahead, carries it out and says which. Go: `select { … }`.
 *
 * Among several that are ready, one is chosen uniformly at random. `null` and nil channels are never ready. With `default: true` it does
 * not block: it lets other goroutines run once, and gives `default` when still nothing is ready. Without any case it blocks for ever.
 *
 * @throws {Panic} `send on closed channel`, when that case is chosen
 * @throws {TypeError} for a case that is `undefined`: write `null` for a case that is off
 */
export function select<const C extends SelectCases>(cases: C): Promise<SelectEvent<C>>;
/** The same over a list, where the chosen case's index is `case`. Go: `reflect.Select`. */
export function select<T>(cases: readonly (ReceiveChannel<T> | SendCase<T> | null)[]): Promise<SelectIndexEvent<T>>;
/** The same over channels of different types: `value` has one of them. */
export function select<const C extends readonly SelectCase[]>(cases: C): Promise<SelectIndexEvent<SelectedValue<C[number]>>>;
export function select(cases: SelectCases | readonly SelectCase[]): Promise<unknown> {
  const parsed = Array.isArray(cases) ? parse(cases.entries()) : parse(Object.entries(cases));
  const hasDefault = !Array.isArray(cases) && (cases as SelectCases).default === true;
  if (parsed.length === 0 && !hasDefault) return perform('select (no cases)', [], () => {});
  return hasDefault ? selectOrDefault(parsed) : perform('select', resources(parsed), (waiter) => attempt(parsed, waiter));
}

/** Cases that do not receive. Declared apart, so that users of the package see the comments. */
export declare namespace select {
  /** A case that sends `value`, which is evaluated once, on entry. Go: `case ch <- v:`. */
  function send<T>(channel: SendChannel<T>, value: T): SendCase<T>;
}
Object.assign(select, { send });

function send<T>(channel: SendChannel<T>, value: T): SendCase<T> {
  return new SendCase(channel, value);
}

/** A case as the machinery wants it: both kinds in one shape. */
interface Arm {
  readonly channel: ChannelCore<unknown>;
  readonly ready: () => boolean;
  /** Carries the case out, being ready. */
  readonly carryOut: () => unknown;
  /** Waits in the channel's queue. */
  readonly enqueue: (waiter: Waiter<unknown>, won: (event: unknown) => void, lost: (error: unknown) => void) => () => void;
}

function parse(cases: Iterable<readonly [string | number, SelectCase | true | undefined]>): Arm[] {
  const arms: Arm[] = [];
  for (const [key, chosen] of cases) {
    if (chosen === null || (key === 'default' && chosen === true)) continue;
    const arm = chosen instanceof SendCase ? sendArm(key, chosen) : receiveArm(key, chosen);
    if (arm) arms.push(arm);
  }
  return arms;
}

function receiveArm(key: string | number, channel: unknown): Arm | undefined {
  if (typeof channel !== 'object' || channel === null || !(core in channel) || !('receive' in channel)) throw notACase(key, channel);
  const inner = (channel as ReceiveChannel<unknown>)[core] as ChannelCore<unknown> | undefined;
  if (!inner) return undefined;
  const event = (...[value, ok]: Received<unknown>): unknown => ({ case: key, ok, value });
  return {
    channel: inner,
    ready: () => inner.canReceive,
    carryOut: () => event(...(inner.tryReceive() as Received<unknown>)),
    enqueue: (waiter, won) => join(inner.receivers, new ReceiveNode<unknown>(waiter, (...received) => won(event(...received)))),
  };
}

function sendArm(key: string | number, { channel, value }: SendCase<unknown>): Arm | undefined {
  const inner = channel[core] as ChannelCore<unknown> | undefined;
  if (!inner) return undefined;
  return {
    channel: inner,
    ready: () => inner.canSend,
    carryOut: () => {
      inner.trySend(value);
      return { case: key };
    },
    enqueue: (waiter, won, lost) => join(inner.senders, new SendNode<unknown>(waiter, value,
      () => won({ case: key }), () => lost(new Panic('send on closed channel')))),
  };
}

function join<N extends QueueNode>(queue: { push(node: N): void; remove(node: N): void }, node: N): () => void {
  queue.push(node);
  return () => queue.remove(node);
}

function notACase(key: string | number, value: unknown): TypeError {
  const hint = value === undefined ? 'undefined; write null for a case that is off' : `${typeof value}, not a channel or select.send(…)`;
  return new TypeError(`select: the case \`${key}\` is ${hint}`);
}

function attempt(arms: readonly Arm[], waiter: Waiter<unknown>): void {
  if (carryOutOne(arms, waiter)) return;
  const leave: (() => void)[] = [];
  const withdraw = (): void => { for (const out of leave) out(); };
  for (const arm of inQueueOrder(arms, waiter)) {
    leave.push(arm.enqueue(waiter,
      (event) => { withdraw(); waiter.complete(event); },
      (error) => { withdraw(); waiter.fail(error); }));
  }
}

/** Whoever comes first in a channel's queue is served first; so two cases of one channel take turns at random in being first. */
function inQueueOrder(arms: readonly Arm[], waiter: Waiter<unknown>): readonly Arm[] {
  if (new Set(resources(arms)).size === arms.length) return arms;
  const shuffled = [...arms];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = waiter.goroutine.program.scheduler.choose(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as Arm, shuffled[last] as Arm];
  }
  return shuffled;
}

/** Carries out one ready case, chosen uniformly. */
function carryOutOne(arms: readonly Arm[], waiter: Waiter<unknown>): boolean {
  const ready = arms.filter((arm) => arm.ready());
  const chosen = ready[waiter.goroutine.program.scheduler.choose(ready.length)];
  if (!chosen) return false;
  try {
    waiter.complete(chosen.carryOut());
  } catch (error) {
    waiter.fail(error);
  }
  return true;
}

function selectOrDefault(arms: readonly Arm[]): Promise<unknown> {
  return perform('select', resources(arms), (waiter) => {
    if (carryOutOne(arms, waiter)) return;
    if (waiter.goroutine.program.scheduler.controlled) {
      waiter.complete({ case: 'default' });
      return;
    }
    waiter.yielding = true;
    setImmediate(() => {
      if (!waiter.goroutine.program.over && !carryOutOne(arms, waiter)) waiter.complete({ case: 'default' });
    });
  });
}

function resources(arms: readonly Arm[]): ChannelCore<unknown>[] {
  return arms.map((arm) => arm.channel);
}
