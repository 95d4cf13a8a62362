import { chan, context, go, runtime, select, sync, time, type Channel, type Context } from 'concurrency-tutor';
import { ApiClient, ApiError, type Request, type Response, type Result, type Transport } from '../starter/client.ts';
import { startApiServer, type Seen, type ServerLimits } from '../support/api-server.ts';
import { httpTransport } from '../support/http.ts';
import type { Answer, Attempt, Call, History, Outcome, Script } from './script.ts';

/** Lets a client send requests to a simulated API and tells what arrived there, and what the callers got. */
export async function perform(script: Script): Promise<History> {
  const api = new SimulatedApi(script.api);
  const client = new ApiClient({ ...script.options, transport: api.transport });
  const outcomes = chan<Outcome>(500, 'outcomes');
  const all = new sync.WaitGroup();
  if (script.together !== undefined) all.go(callAll, client, api, script, (outcome: Outcome) => outcomes.trySend(outcome));
  else for (const call of script.calls) all.go(callOne, client, api, call, (outcome: Outcome) => outcomes.trySend(outcome));
  await all.wait();
  await time.sleep(time.Minute);
  return { attempts: drained(api.attempts), outcomes: drained(outcomes), goroutines: runtime.numGoroutine() - 1 };
}

function drained<T>(channel: Channel<T>): T[] {
  const values: T[] = [];
  for (let next = channel.tryReceive(); next?.[1] === true; next = channel.tryReceive()) values.push(next[0]);
  return values;
}

async function callOne(client: ApiClient, api: SimulatedApi, call: Call, tell: (outcome: Outcome) => void): Promise<void> {
  await time.sleep(call.at - api.elapsed());
  const { ctx, cancel } = makeContext(call.within);
  const { cancelAt } = call;
  if (cancelAt !== undefined) {
    go(async () => {
      await time.sleep(cancelAt - api.elapsed());
      cancel();
    });
  }
  try {
    const response = await client.request(ctx, { path: call.path });
    tell({ path: call.path, at: api.elapsed(), result: shown(response) });
  } catch (error) {
    tell({ path: call.path, at: api.elapsed(), ...failure(error) });
  } finally {
    cancel();
  }
}

async function callAll(client: ApiClient, api: SimulatedApi, script: Script, tell: (outcome: Outcome) => void): Promise<void> {
  const { ctx, cancel } = makeContext(script.together?.within);
  const requests = script.calls.map(({ path }): Request => ({ path }));
  const results: readonly (Result | undefined)[] = await client.all(ctx, requests);
  for (const [index, result] of results.entries()) {
    const path = requests[index]?.path ?? 'nothing';
    if (result === undefined) tell({ path, at: api.elapsed(), result: 'nothing' });
    else tell({ path, at: api.elapsed(), ...(result.ok ? { result: shown(result.response) } : failure(result.error)) });
  }
  cancel();
}

function makeContext(within: number | undefined): { readonly ctx: Context; readonly cancel: () => void } {
  const [ctx, cancel] = within === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), within);
  return { ctx, cancel };
}

function shown(response: Response | undefined): string {
  return response === undefined ? 'nothing' : `${response.status} ${response.body}`;
}

function failure(error: unknown): Pick<Outcome, 'result' | 'attempts' | 'cause'> {
  if (error === context.Canceled) return { result: 'context.Canceled' };
  if (error === context.DeadlineExceeded) return { result: 'context.DeadlineExceeded' };
  if (!(error instanceof ApiError)) return { result: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  return { result: `ApiError with ${error.status === undefined ? 'no status' : `status ${error.status}`}`, attempts: error.attempts, cause: causeOf(error.cause) };
}

function causeOf(cause: unknown): string {
  if (cause === undefined) return 'none';
  if (cause === context.DeadlineExceeded) return 'context.DeadlineExceeded';
  return cause instanceof Error ? cause.message : String(cause);
}

/** An API that does what the script says, and notes who came when. Writing the notes never blocks and never switches. */
class SimulatedApi {
  readonly attempts = chan<Attempt>(500, 'attempts');
  readonly #answers: Script['api'];
  readonly #began = time.now();
  /** How many attempts each path has had: one channel with room for the number. */
  readonly #visits = new Map<string, Channel<number>>();

  constructor(answers: Script['api']) {
    this.#answers = answers;
    for (const path of Object.keys(answers)) this.#visits.set(path, chan<number>(1, `visits of ${path}`));
  }

  /** Milliseconds since the beginning, to the nearest 10: every step takes a little virtual time. */
  elapsed(): number {
    return Math.round(time.since(this.#began) / 10) * 10;
  }

  readonly transport: Transport = async ({ path, body }, ctx) => {
    const began = this.elapsed();
    const note = (end: Attempt['end']): void => { this.attempts.trySend({ path, began, ended: this.elapsed(), end }); };
    if (ctx.err() !== undefined) {
      note('given up');
      throw ctx.err();
    }
    const answer = this.#next(path);
    if (answer.takes > 0) {
      const timer = time.newTimer(answer.takes);
      const event = await select({ late: timer.channel, stop: ctx.done() });
      timer.stop();
      if (event.case === 'stop') {
        note('given up');
        throw ctx.err();
      }
    }
    if ('fails' in answer) {
      note('failed');
      throw new Error(answer.fails);
    }
    note('answered');
    const headers: Record<string, string> = answer.retryAfter === undefined ? {} : { 'retry-after': answer.retryAfter };
    return { status: answer.status, headers, body: answer.body ?? `${body ?? ''}of ${path}` };
  };

  #next(path: string): Answer {
    const answers = this.#answers[path];
    const visits = this.#visits.get(path);
    if (answers === undefined || visits === undefined) return { takes: 0, status: 200 };
    const visit = visits.tryReceive()?.[0] ?? 0;
    visits.trySend(visit + 1);
    return answers[Math.min(visit, answers.length - 1)] ?? { takes: 0, status: 200 };
  }
}

export interface RealInput {
  readonly server: ServerLimits;
  readonly options: Script['options'];
  readonly paths: readonly string[];
}

export interface RealHistory {
  readonly results: readonly string[];
  readonly seen: Readonly<Record<string, Seen>>;
  /** Milliseconds. */
  readonly took: number;
}

/** Sends requests to a real server on this machine. */
export async function visit({ server: limits, options, paths }: RealInput): Promise<RealHistory> {
  await using server = await startApiServer(limits);
  const client = new ApiClient({ ...options, transport: httpTransport(server.base) });
  const [ctx, cancel] = context.withTimeout(context.background(), 8 * time.Second);
  const started = time.now();
  const results = await client.all(ctx, paths.map((path) => ({ path })));
  const took = time.since(started);
  cancel();
  return { results: results.map((result) => (result.ok ? shown(result.response) : failure(result.error).result)), seen: Object.fromEntries(server.seen), took };
}

/** The API says by date when to come again. How long does the client wait? */
export async function waitForDate(input: { readonly seconds: number }): Promise<{ readonly waited: number }> {
  const times: number[] = [];
  const transport: Transport = async (): Promise<Response> => {
    times.push(time.now());
    if (times.length > 1) return { status: 200, headers: {}, body: '' };
    return { status: 429, headers: { 'retry-after': new Date(time.now() + input.seconds * time.Second).toUTCString() }, body: '' };
  };
  const options = { endpoints: [], otherwise: { perSecond: 100, burst: 100 }, concurrency: 1, timeout: 1000, retries: 1, backoff: { first: 100, longest: 100 } };
  await new ApiClient({ ...options, transport }).request(context.background(), { path: '/' });
  return { waited: Math.round(((times[1] ?? 0) - (times[0] ?? 0)) / 10) * 10 };
}
