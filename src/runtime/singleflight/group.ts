import { chan } from '../chan.ts';
import type { Channel, ReceiveChannel } from '../channel.ts';
import { go } from '../go.ts';
import { Goexit, Panic } from '../panic.ts';
import { acquires, lastThrown, releases } from '../program.ts';
import { select } from '../select.ts';
import { Mutex } from '../sync/mutex.ts';
import { Latch } from './latch.ts';
import type { Outcome, Result } from './result.ts';

/** A call that is under way, and who waits for it. */
class Call<T> {
  readonly ended = new Latch('singleflight');
  readonly channels: Channel<Result<T>>[] = [];
  /** Callers besides the one whose function runs. */
  duplicates = 0;
  outcome: Outcome<T> | undefined;

  get shared(): boolean {
    return this.duplicates > 0;
  }
}

/**
 * Keeps goroutines from doing the same work twice at the same time: calls with the same key that overlap share one run. Go: `singleflight.Group`.
 *
 * It is no cache: a call that comes after the end runs its function again.
 */
export class Group<T = unknown, K = string> {
  readonly #calls = new Map<K, Call<T>>();
  /** Nobody waits for it: taking it is the moment at which other goroutines may come first. */
  readonly #entrance = new Mutex('singleflight');

  /**
   * Runs `fn`, or waits for the run with this key that is under way. Go: `v, err, shared := g.Do(key, fn)`.
   * @returns what the run gave, and whether more than one caller got it
   * @throws what the run threw, to every caller; a panic and `runtime.goexit()` reach every caller as well
   */
  async do(key: K, fn: () => T | PromiseLike<T>): Promise<[value: T, shared: boolean]> {
    await this.#entrance.lock();
    this.#entrance.unlock();
    const running = this.#running(key);
    if (running) {
      running.duplicates++;
      await running.ended.wait();
      return [valueOf(running), true];
    }
    const call = this.#begin(key);
    await this.#carryOut(call, key, fn);
    return [valueOf(call), call.shared];
  }

  /**
   * Like `do`, with the result on a channel, which is never closed. Go: `g.DoChan(key, fn)`.
   *
   * An error of `fn` is part of the result. A panic ends the program, since no receiver could catch it; after `runtime.goexit()` nothing is sent.
   */
  doChan(key: K, fn: () => T | PromiseLike<T>): ReceiveChannel<Result<T>> {
    const results = chan<Result<T>>(1, 'singleflight');
    const running = this.#running(key);
    if (running) {
      running.duplicates++;
      running.channels.push(results);
      return results.receiveOnly();
    }
    const call = this.#begin(key);
    call.channels.push(results);
    const doChan = (): Promise<void> => this.#carryOut(call, key, fn);
    go(doChan);
    return results.receiveOnly();
  }

  /** Lets the next call with this key run its function, even while an earlier one is under way. Go: `g.Forget(key)`. */
  forget(key: K): void {
    releases(this);
    this.#calls.delete(key);
  }

  #begin(key: K): Call<T> {
    const call = new Call<T>();
    this.#calls.set(key, call);
    releases(this);
    return call;
  }

  /** The call with this key that is under way. What has become of calls so far came before whatever is done now. */
  #running(key: K): Call<T> | undefined {
    acquires(this);
    return this.#calls.get(key);
  }

  async #carryOut(call: Call<T>, key: K, fn: () => T | PromiseLike<T>): Promise<void> {
    const outcome = await outcomeOf(fn);
    call.outcome = outcome;
    call.ended.open();
    // After a `forget` the key may belong to another call.
    if (this.#calls.get(key) === call) this.#calls.delete(key);
    releases(this);
    if (outcome.kind === 'panicked' && call.channels.length > 0) await endProgram(outcome.error);
    const result = resultOf(outcome, call.shared);
    if (result) for (const channel of call.channels) channel.trySend(result);
  }
}

async function outcomeOf<T>(fn: () => T | PromiseLike<T>): Promise<Outcome<T>> {
  try {
    return { kind: 'returned', value: await fn() };
  } catch (thrown) {
    const error = lastThrown(thrown);
    if (error instanceof Goexit) return { kind: 'exited', error };
    return { kind: error instanceof Panic ? 'panicked' : 'threw', error };
  }
}

/** What a caller of `do` gets; throws unless the call returned. */
function valueOf<T>({ outcome }: Call<T>): T {
  if (outcome?.kind === 'returned') return outcome.value;
  throw outcome?.error;
}

function resultOf<T>(outcome: Outcome<T>, shared: boolean): Result<T> | undefined {
  switch (outcome.kind) {
    case 'returned': return { ok: true, value: outcome.value, error: undefined, shared };
    case 'threw': return { ok: false, value: undefined, error: outcome.error, shared };
    case 'panicked':
    case 'exited': return undefined;
  }
}

/** Those who wait on a channel would wait for ever, so the panic must not be caught by whoever called `do`. Never returns. */
async function endProgram(panic: unknown): Promise<void> {
  go(function singleflight() {
    throw panic;
  });
  await select({});
}
