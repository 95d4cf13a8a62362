import { atomic, chan, context, go, Panic, runtime, select, sync, time, type Channel, type Context } from 'concurrency-tutor';
import { ApiClient, ApiError, type Request, type Response, type Settings } from '../starter/client.ts';
import { httpTransport } from '../starter/http.ts';
import { Server } from '../starter/server.ts';
import { Log, type Event } from './log.ts';

/** What the server does with one attempt. `takes` is in milliseconds. */
export interface Reply {
  readonly takes: number;
  /** `no answer`: it never comes; the attempt ends with its context. `no network`: the transport throws. */
  readonly gives: 'an answer' | 'no network' | 'no answer';
  readonly status?: number;
  readonly body?: string;
  /** The header as it is, or a date so many milliseconds ahead, cut to whole seconds. */
  readonly retryAfter?: string | number;
}

export interface Call {
  readonly name: string;
  readonly at: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  /** When the caller's context ends, from the call on: with a deadline, or by hand. Neither: it never ends. */
  readonly within?: number;
  readonly cancelAfter?: number;
}

export type PlainSettings = Omit<Settings, 'transport'>;

export interface Script {
  readonly settings: PlainSettings;
  /** In the order of their times. */
  readonly calls: readonly Call[];
  /** By path, one for each attempt; the last one goes on. A path without replies is answered at once. */
  readonly replies: Readonly<Record<string, readonly Reply[]>>;
}

export type PlainOutcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'threw'; readonly error: string };

/** Has a client make some calls to a made-up server, and tells everything that happened. */
export async function perform({ settings, calls, replies }: Script): Promise<Event[]> {
  const log = new Log();
  const used = contextsFor(calls);
  const client = new ApiClient({ ...settings, transport: madeUp(log, used, replies) });
  const everybody = new sync.WaitGroup();
  for (const call of calls) {
    await time.sleep(call.at - log.elapsed());
    everybody.go(makeCall, client, log, call, used);
  }
  await everybody.wait();
  return log.read();
}

/** The contexts of the attempts, by path: in channels, so that nobody has to wait for anybody. */
type Used = ReadonlyMap<string, Channel<Context>>;

function contextsFor(calls: readonly Call[]): Used {
  return new Map(calls.map(({ path }) => [path, chan<Context>(100, 'contexts')]));
}

/** Answers as planned. Paths count their attempts by themselves, so that it does not matter who comes first. */
function madeUp(log: Log, used: Used, replies: Script['replies']): Settings['transport'] {
  const counters = new Map([...used.keys()].map((path) => [path, new atomic.Int32()]));
  return async (ctx, request) => {
    const { path, method, body } = request;
    const number = counters.get(path)?.add(1) ?? 0;
    const planned = replies[path] ?? [];
    const reply = planned[number - 1] ?? planned.at(-1) ?? { takes: 0, gives: 'an answer' };
    used.get(path)?.trySend(ctx);
    log.write({ what: 'attempt', path, method, number, ...(body === undefined ? {} : { body }) });
    const late = reply.gives === 'no answer' ? null : time.after(reply.takes);
    const event = await select({ stop: ctx.done(), late });
    const how = event.case === 'stop' ? 'cancelled' : reply.gives === 'no network' ? 'failed' : 'answered';
    log.write({ what: 'attempt over', path, number, how });
    if (how === 'cancelled') throw ctx.err();
    if (how === 'failed') throw new PlannedError(path);
    return answer(reply, request);
  };
}

/** What our transport throws: the client has to hand it on as it is. */
class PlannedError extends Error {
  override readonly name = 'PlannedError';
}

function answer({ status = 200, body, retryAfter }: Reply, { path }: Request): Response {
  const wish = typeof retryAfter === 'number' ? new Date(Date.now() + retryAfter).toUTCString() : retryAfter;
  return { status, headers: { 'content-type': 'application/json', ...(wish === undefined ? {} : { 'retry-after': wish }) }, body: body ?? JSON.stringify({ path }) };
}

async function makeCall(client: ApiClient, log: Log, call: Call, used: Used): Promise<void> {
  const { name, method, path, within, cancelAfter } = call;
  const [ctx, cancel] = within === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), within);
  if (cancelAfter !== undefined) {
    go(async () => {
      await time.sleep(cancelAfter);
      log.write({ what: 'cancel', name });
      cancel();
    });
  }
  log.write({ what: 'call', name });
  const outcome = await outcomeOf(() => (method === 'GET' ? client.get(ctx, path) : client.post(ctx, path, call.body)));
  log.write({ what: 'outcome', name, outcome });
  const count = alive(used.get(path));
  if (count > 0) log.write({ what: 'left alive', name, count });
  cancel();
}

function alive(contexts: Channel<Context> | undefined): number {
  let count = 0;
  for (let next = contexts?.tryReceive(); next?.[1] === true; next = contexts?.tryReceive()) if (next[0].err() === undefined) count += 1;
  return count;
}

async function outcomeOf(send: () => Promise<unknown>): Promise<PlainOutcome> {
  try {
    return { kind: 'value', value: await send() };
  } catch (error) {
    if (error instanceof Panic) throw error;
    return error instanceof ApiError ? { kind: 'failed', reason: reasonText(error) } : { kind: 'threw', error: errorText(error) };
  }
}

function reasonText({ reason }: ApiError): string {
  switch (reason.kind) {
    case 'status': return `status ${reason.status}: ${reason.body}`;
    case 'timeout': return 'timeout';
    case 'network': return `network: ${errorText(reason.error)}`;
    case 'not JSON': return `not JSON: ${reason.body}`;
  }
}

function errorText(error: unknown): string {
  if (error === context.Canceled) return 'context.Canceled';
  if (error === context.DeadlineExceeded) return 'context.DeadlineExceeded';
  if (error instanceof PlannedError) return `no network to ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** What the constructor says to these settings: `a client`, `a RangeError`, or another error. */
export async function makeClients(all: readonly PlainSettings[]): Promise<readonly { readonly settings: PlainSettings; readonly answer: string }[]> {
  return all.map((settings) => {
    try {
      new ApiClient({ ...settings, transport: async () => ({ status: 200, headers: {}, body: '{}' }) });
      return { settings, answer: 'a client' };
    } catch (error) {
      return { settings, answer: error instanceof RangeError ? 'a RangeError' : errorText(error) };
    }
  });
}

/** A client makes one call and is left alone for a minute. Gives how many goroutines that are not ours are left. */
export async function leaveAlone({ settings, calls }: { readonly settings: PlainSettings; readonly calls: readonly Call[] }): Promise<{ readonly before: number; readonly after: number }> {
  const log = new Log();
  const before = runtime.numGoroutine();
  const used = contextsFor(calls);
  const client = new ApiClient({ ...settings, transport: madeUp(log, used, {}) });
  for (const call of calls) await makeCall(client, log, call, used);
  await time.sleep(time.Minute);
  return { before, after: runtime.numGoroutine() };
}

export interface RealInput { readonly settings: PlainSettings; readonly paths: readonly string[]; readonly orders: readonly unknown[]; readonly slow: string; readonly within: number; readonly server: { readonly rate: number; readonly burst: number; readonly takes: number } }
export interface RealHistory {
  readonly outcomes: Readonly<Record<string, PlainOutcome>>;
  readonly orders: readonly PlainOutcome[];
  readonly slow: PlainOutcome;
  readonly seen: readonly { readonly method: string; readonly path: string; readonly status: number; readonly at: number }[];
  readonly mostAtOnce: number;
}

/** Calls to a real server on this machine, over real sockets. */
export async function callRealServer({ settings, paths, orders, slow, within, server: of }: RealInput): Promise<RealHistory> {
  await using server = await Server.start(of);
  const client = new ApiClient({ ...settings, transport: httpTransport(server.url) });
  const everybody = new sync.WaitGroup();
  const outcomes: Record<string, PlainOutcome> = {};
  const placed: PlainOutcome[] = [];
  const call = async (send: (ctx: Context) => Promise<unknown>, limit?: number): Promise<PlainOutcome> => {
    const [ctx, cancel] = limit === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), limit);
    const outcome = await outcomeOf(() => send(ctx));
    cancel();
    return outcome;
  };
  for (const path of paths) everybody.go(async () => void (outcomes[path] = await call((ctx) => client.get(ctx, path))));
  for (const [index, order] of orders.entries()) everybody.go(async () => void (placed[index] = await call((ctx) => client.post(ctx, '/orders', order))));
  let slowOne: PlainOutcome = { kind: 'threw', error: 'nothing' };
  everybody.go(async () => void (slowOne = await call((ctx) => client.get(ctx, slow), within)));
  await everybody.wait();
  return { outcomes, orders: placed, slow: slowOne, seen: server.seen.map(({ method, path, status, at }) => ({ method, path, status, at: Math.round(at) })), mostAtOnce: server.mostAtOnce };
}
