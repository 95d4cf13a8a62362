import { chan, context, runtime, sync, time, type Channel } from 'concurrency-tutor';
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { AdaptiveLimit, decide, Gate, OverloadError, SharedLimiter, type Decision, type Policy } from '../starter/limiter.ts';
import { MemoryStore, RedisStore, type Store } from '../support/stores.ts';
import type { AdaptInput, Call, DecideHistory, DecideInput, History, Outcome, Reading, Script, ShareHistory, ShareInput } from './script.ts';

/** Decides about one request after the other. */
export async function decideAll({ policy, times }: DecideInput): Promise<DecideHistory> {
  let state: string | undefined;
  let longestState = 0;
  let repeatable = true;
  const decisions: { allowed: boolean; retryAfter: number }[] = [];
  for (const now of times) {
    const first = decide(policy, state, now);
    const again = decide(policy, state, now);
    repeatable &&= JSON.stringify(first) === JSON.stringify(again);
    decisions.push({ allowed: first.allowed, retryAfter: first.retryAfter });
    state = first.state;
    longestState = Math.max(longestState, typeof state === 'string' ? state.length : Infinity);
  }
  return { decisions, longestState, repeatable };
}

/** A store that takes its time, has a clock of its own, and may fail. */
class SlowStore implements Store {
  readonly keeps = chan<number>(10_000, 'keeps');
  readonly #store = new MemoryStore();
  readonly #latency: number;
  readonly #ahead: number;

  constructor(latency: number, ahead: number) {
    this.#latency = latency;
    this.#ahead = ahead;
  }

  async read(key: string): Promise<{ readonly value: string | undefined; readonly now: number }> {
    await time.sleep(this.#latency);
    const { value, now } = await this.#store.read(key);
    return { value, now: now + this.#ahead };
  }

  async replace(key: string, expected: string | undefined, value: string, keep: number): Promise<boolean> {
    await time.sleep(this.#latency);
    this.keeps.trySend(keep);
    return this.#store.replace(key, expected, value, keep);
  }
}

/** Several limiters with one store decide at the same time. */
export async function share({ policy, limiters, keys, latency, ahead, rounds, pause }: ShareInput): Promise<ShareHistory> {
  const store = new SlowStore(latency, ahead);
  const all = Array.from({ length: limiters }, () => new SharedLimiter(store, policy, 'refuse'));
  const allowed: Record<string, number>[] = [];
  const retryAfter: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) await time.sleep(pause);
    const decisions = chan<readonly [string, Decision]>(1000, 'decisions');
    const everybody = new sync.WaitGroup();
    for (const limiter of all) {
      for (const key of keys) {
        everybody.go(async () => {
          decisions.trySend([key, await limiter.take(context.background(), key)]);
        });
      }
    }
    await everybody.wait();
    const counted = Object.fromEntries([...new Set(keys)].map((key) => [key, 0]));
    const refusals: number[] = [];
    for (const [key, decision] of drained(decisions)) {
      if (decision.allowed) counted[key] = (counted[key] ?? 0) + 1;
      else refusals.push(Math.round(decision.retryAfter));
    }
    allowed.push(counted);
    retryAfter.push(refusals);
  }
  const keeps = drained(store.keeps);
  return { allowed, retryAfter, keep: [Math.min(...keeps), Math.max(...keeps)] };
}

/** What happens when the store fails, or the context has ended. */
export async function troubles(policy: Policy): Promise<{ readonly failing: Readonly<Record<string, Decision | string>>; readonly ended: string; readonly recovered: boolean }> {
  let isBroken = true;
  const inner = new MemoryStore();
  const store: Store = {
    read: async (key) => {
      if (isBroken) throw new Error('the store is down');
      return await inner.read(key);
    },
    replace: async (...args) => await inner.replace(...args),
  };
  const failing: Record<string, Decision | string> = {};
  const limiter = new SharedLimiter(store, policy, 'allow');
  for (const [what, one] of [['allow', limiter], ['refuse', new SharedLimiter(store, policy, 'refuse')]] as const) {
    try {
      const { allowed, retryAfter } = await one.take(context.background(), 'key');
      failing[what] = { allowed, retryAfter };
    } catch (error) {
      failing[what] = inWords(error);
    }
  }
  isBroken = false;
  let recovered = true;
  for (let request = 0; request < policy.limit; request += 1) recovered &&= (await limiter.take(context.background(), 'key')).allowed;
  recovered &&= !(await limiter.take(context.background(), 'key')).allowed;
  const [ctx, cancel] = context.withCancel(context.background());
  cancel();
  let ended = 'a decision';
  try {
    await limiter.take(ctx, 'other');
  } catch (error) {
    ended = inWords(error);
  }
  return { failing, ended, recovered };
}

/** The limit after each answer. */
export async function adapt({ options, answers }: AdaptInput): Promise<readonly number[]> {
  const limit = new AdaptiveLimit(options);
  return [limit.current(), ...answers.map(({ duration, ok }) => {
    limit.observe(duration, ok);
    return limit.current();
  })];
}

class WorkError extends Error {}

/** Sends requests through a gate. */
export async function pass(script: Script): Promise<History> {
  const { adaptive, queue, patience } = script;
  const gate = new Gate({ adaptive, queue, patience });
  const began = time.now();
  const elapsed = (): number => Math.round((time.now() - began) / 10) * 10;
  const outcomes = chan<Outcome>(1000, 'outcomes');
  const readings = chan<Reading>(1000, 'readings');
  const everybody = new sync.WaitGroup();
  for (const call of script.calls) {
    everybody.go(async () => {
      await time.sleep(call.at - (time.now() - began));
      outcomes.trySend(await callGate(gate, call, elapsed));
    });
  }
  everybody.go(async () => {
    for (const at of script.readings) {
      await time.sleep(at - (time.now() - began));
      const { limit, running, waiting, begun, done, failed, refused, gone, longestWait } = await gate.metrics();
      readings.trySend({ limit, running, waiting: { ...waiting }, begun: { ...begun }, done, failed, refused: { ...refused }, gone, longestWait: Math.round(longestWait / 10) * 10 });
    }
  });
  await everybody.wait();
  await time.sleep(time.Minute);
  return { outcomes: drained(outcomes), readings: drained(readings), goroutines: runtime.numGoroutine() - 1 };
}

async function callGate(gate: Gate, call: Call, elapsed: () => number): Promise<Outcome> {
  const [ctx, cancel] = call.within === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), call.within);
  const started = chan<number>(1, 'started');
  const work = async (): Promise<string> => {
    started.trySend(elapsed());
    await time.sleep(call.takes);
    if (call.ends === 'throws') throw new WorkError('the work failed, as work may');
    return 'returned';
  };
  let result: string;
  try {
    result = await gate.run(ctx, call.priority, work, ...(call.fallback === 'yes' ? [() => 'fallback'] : []));
  } catch (error) {
    result = inWords(error);
  }
  const ended = elapsed();
  cancel();
  return { name: call.name, began: started.tryReceive()?.[0], ended, result };
}

function inWords(error: unknown): string {
  if (error === context.Canceled) return 'context.Canceled';
  if (error === context.DeadlineExceeded) return 'context.DeadlineExceeded';
  if (error instanceof WorkError) return 'threw';
  if (error instanceof OverloadError) return error.reason;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

export interface FloodInput { readonly capacity: number; readonly requests: number; readonly every: number }

/** A server that gets slower the more it has to do, and more requests than it can take. Gives the limit over time. */
export async function flood({ capacity, requests, every }: FloodInput): Promise<{ readonly limits: readonly number[]; readonly high: number; readonly low: number }> {
  const gate = new Gate({ adaptive: { initial: 1, least: 1, most: 100, target: 150, round: 5, shrink: 0.7 }, queue: 20, patience: 1000 });
  const running = chan<true>(1000, 'running');
  const limits: number[] = [];
  const served = { high: chan<true>(1000, 'high'), low: chan<true>(1000, 'low') };
  const everybody = new sync.WaitGroup();
  for (let request = 0; request < requests; request += 1) {
    const priority = request % 4 === 0 ? 'high' : 'low';
    everybody.go(async () => {
      await gate.run(context.background(), priority, async () => {
        running.trySend(true);
        await time.sleep(50 * Math.max(1, (running.length / capacity) ** 2));
        running.tryReceive();
        served[priority].trySend(true);
      }, () => undefined);
    });
    await time.sleep(every);
    if (request % 10 === 9) limits.push((await gate.metrics()).limit);
  }
  await everybody.wait();
  return { limits, high: served.high.length, low: served.low.length };
}

export interface RealInput { readonly policies: readonly Policy[]; readonly limiters: number; readonly takes: number }

/** Limiters, each with a connection of its own, share a real Redis where there is one. Real clock. */
export async function shareRedis({ policies, limiters, takes }: RealInput): Promise<{ readonly store: string; readonly allowed: readonly number[] }> {
  await using redis = await startRedis();
  const memory = new MemoryStore();
  const allowed: number[] = [];
  for (const [index, policy] of policies.entries()) {
    const stores = Array.from({ length: limiters }, () => (redis === undefined ? memory : new RedisStore(redis.port)));
    const decisions = chan<boolean>(limiters * takes, 'decisions');
    const everybody = new sync.WaitGroup();
    for (const store of stores) {
      const limiter = new SharedLimiter(store, policy, 'refuse');
      everybody.go(async () => {
        for (let take = 0; take < takes; take += 1) decisions.trySend((await limiter.take(context.background(), `key-${index}`)).allowed);
      });
    }
    await everybody.wait();
    for (const store of stores) if (store instanceof RedisStore) store[Symbol.dispose]();
    allowed.push(drained(decisions).filter(Boolean).length);
  }
  return { store: redis === undefined ? 'the store in memory' : 'Redis', allowed };
}

/** A Redis of our own, that keeps nothing; `undefined` where there is none to start. */
async function startRedis(): Promise<({ readonly port: number } & AsyncDisposable) | undefined> {
  const port = await freePort();
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ready = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.once('exit', () => resolve(false));
    let text = '';
    server.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (text.includes('Ready to accept connections')) resolve(true);
    });
  });
  if (!ready) return undefined;
  return {
    port,
    async [Symbol.asyncDispose]() {
      const gone = new Promise((resolve) => { server.once('exit', resolve); });
      server.kill('SIGKILL');
      await gone;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

function drained<T>(channel: Channel<T>): T[] {
  const values: T[] = [];
  for (let next = channel.tryReceive(); next?.[1] === true; next = channel.tryReceive()) values.push(next[0]);
  return values;
}

