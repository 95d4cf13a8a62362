import { type ReceiveChannel, receivesFrom, type SendChannel, sendsTo } from './channel.ts';
import { type ChannelCore, NOTHING } from './channel-core.ts';
import { Operation } from './operation.ts';
import { currentGoroutine, mayCompleteAtOnce, park, perform } from './program.ts';
import { Arm, type Key, receivedEvent, selecting } from './select-operation.ts';
import { inTurn } from './turn.ts';

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
  const list = Array.isArray(cases) ? (cases as readonly SelectCase[]) : undefined;
  const table = cases as CaseTable;
  const atOnce = mayCompleteAtOnce();
  if (atOnce) {
    const event = list ? carryOutOneOfList(list) : carryOutOne(table);
    if (event) return inTurn(event);
  }
  const otherwise = list === undefined && table['default'] === true ? 'default' : 'block';
  const operation = new Operation(currentGoroutine(), selecting, { arms: list ? armsOfList(list) : armsOf(table), otherwise });
  if (!atOnce || otherwise === 'default') return perform(operation);
  const promise = operation.begin();
  selecting.enqueue(operation);
  // With channels that other threads share, a case may have become ready just now.
  return operation.state === 'new' ? park(operation, promise) : inTurn(promise);
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

type Case = SelectCase | true | undefined;
/** The cases by name. Walked with `for … in`: its loads are the engine's fastest for names that change from round to round. */
type CaseTable = Readonly<Record<string, Case>>;

/** Carries out one of the cases that can go ahead now, if there is one. */
function carryOutOne(cases: CaseTable): Promise<unknown> | undefined {
  let ready = 0;
  let key: Key = '';
  let chosen: Case;
  for (const name in cases) {
    const found = cases[name];
    if (!isReady(name, found) || !takesThePlace(++ready)) continue;
    key = name;
    chosen = found;
  }
  return ready === 0 ? undefined : (carryOutCase(key, chosen) ?? carryOutOne(cases));
}

function carryOutOneOfList(cases: readonly SelectCase[]): Promise<unknown> | undefined {
  let ready = 0;
  let key = 0;
  for (let index = 0; index < cases.length; index++) if (isReady(index, cases[index]) && takesThePlace(++ready)) key = index;
  return ready === 0 ? undefined : (carryOutCase(key, cases[key]) ?? carryOutOneOfList(cases));
}

/** Whether the `nth` that is found takes the place of the one chosen so far: then each of n is chosen with probability 1/n, whatever n turns out to be. */
function takesThePlace(nth: number): boolean {
  return nth === 1 || Math.random() * nth < 1;
}

function isReady(key: Key, chosen: Case): boolean {
  const channel = receivingFrom(chosen);
  if (channel !== undefined) return channel.canReceive;
  if (chosen instanceof SendCase) return (chosen.channel[sendsTo] as ChannelCore<unknown> | undefined)?.canSend === true;
  requireNeverReady(key, chosen);
  return false;
}

/** @returns nothing when another thread, with which the channel is shared, was faster */
function carryOutCase(key: Key, chosen: Case): Promise<unknown> | undefined {
  return chosen instanceof SendCase ? carryOutSend(key, chosen) : carryOutReceive(key, chosen);
}

function carryOutSend(key: Key, { channel, value }: SendCase<unknown>): Promise<unknown> | undefined {
  try {
    return (channel[sendsTo] as ChannelCore<unknown>).trySend(value) ? Promise.resolve({ case: key }) : undefined;
  } catch (error) {
    return Promise.reject(error);
  }
}

function carryOutReceive(key: Key, chosen: Case): Promise<unknown> | undefined {
  const taken = (receivingFrom(chosen) as ChannelCore<unknown>).take();
  return taken === NOTHING ? undefined : Promise.resolve(receivedEvent(key, taken));
}

/** The cases that may become ready. */
function armsOf(cases: CaseTable): Arm[] {
  const arms: Arm[] = [];
  for (const key in cases) addArm(arms, key, cases[key]);
  return arms;
}

function armsOfList(cases: readonly SelectCase[]): Arm[] {
  const arms: Arm[] = [];
  for (let index = 0; index < cases.length; index++) addArm(arms, index, cases[index]);
  return arms;
}

function addArm(arms: Arm[], key: Key, chosen: Case): void {
  if (chosen instanceof SendCase) {
    const channel = chosen.channel[sendsTo] as ChannelCore<unknown> | undefined;
    if (channel) arms.push(new Arm('send', key, channel, channel.copy(chosen.value)));
    return;
  }
  const channel = receivingFrom(chosen);
  if (channel) arms.push(new Arm('receive', key, channel));
  else requireNeverReady(key, chosen);
}

/** The channel that a case receives from; `undefined` when it does something else, or the channel is nil. */
function receivingFrom(chosen: unknown): ChannelCore<unknown> | undefined {
  return typeof chosen === 'object' && chosen !== null ? ((chosen as ReceiveChannel<unknown>)[receivesFrom] as ChannelCore<unknown> | undefined) : undefined;
}

/** @throws {TypeError} when it is neither `null`, nor the default, nor a nil channel */
function requireNeverReady(key: Key, chosen: unknown): void {
  if (chosen === null || (chosen === true && key === 'default') || (typeof chosen === 'object' && receivesFrom in chosen)) return;
  throw notACase(key, chosen);
}

function notACase(key: Key, value: unknown): TypeError {
  const hint = value === undefined ? 'undefined; write null for a case that is off' : `${typeof value}, not a channel or select.send(…)`;
  return new TypeError(`select: the case \`${key}\` is ${hint}`);
}
