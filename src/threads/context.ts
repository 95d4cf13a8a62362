import { receivesFrom } from '../runtime/channel.ts';
import { Cancellable, type Context, Node, Root } from '../runtime/context/context.ts';
import { background } from '../runtime/context/index.ts';
import { Canceled, DeadlineExceeded } from '../runtime/context/errors.ts';
import { close, isClosed, newChannel, sizeOf, take } from './core.ts';
import { type Identity, mark, revivable } from './handle.ts';
import { later } from './lock.ts';
import { reach, words } from './memory.ts';
import { BUSY, WAITS } from './record.ts';
import { type Finisher, freePlace, listen, type Place, takePlace } from './thread.ts';
import { encode, peek } from './value.ts';

/** Where a channel that stands for a context keeps why it is done. Nobody else uses the word. */
const REASON = 12;

/** Why a context is done, as plain data. */
interface Reason {
  readonly deadline: boolean;
  /** The cause, when it is another one. */
  readonly cause: unknown;
}

/** A context on its way to another thread: a channel that is closed when it is done. Values stay behind: their keys are objects of this thread. */
class Crossing {
  readonly given: Identity;

  constructor(given: Identity) {
    this.given = given;
    mark(this, () => given);
  }
}

const crossings = new WeakMap<Node, Crossing>();

/** The arguments, with what stands for the contexts among them. */
export function shareContexts(args: readonly unknown[]): unknown[] {
  return args.map((arg) => (arg instanceof Node ? crossingOf(arg) : arg));
}

/** The contexts that arguments stand for. */
export function receiveContexts(args: readonly unknown[]): unknown[] {
  return args.map((arg) => (arg instanceof Crossing ? contextOf(arg) : arg));
}

/** Calls back when one of the contexts among some arguments is done. @returns how to be forgotten */
export function whenDone(args: readonly unknown[], callback: () => void): () => void {
  const forget = args.flatMap((arg) => (arg instanceof Crossing ? [contextOf(arg).onDone(callback)] : []));
  return () => {
    for (const one of forget) one();
  };
}

function crossingOf(ctx: Node): Crossing {
  let crossing = crossings.get(ctx);
  if (!crossing) {
    crossing = new Crossing(['context', ctx.done()[receivesFrom] === undefined ? 0 : publish(ctx), ctx.deadline() ?? null]);
    crossings.set(ctx, crossing);
    contexts.set(crossing, ctx);
  }
  return crossing;
}

function publish(ctx: Node): number {
  const address = newChannel(0);
  ctx.onDone(() => {
    const cause = ctx.cause();
    const reason: Reason = { deadline: ctx.err() === DeadlineExceeded, cause: cause === ctx.err() ? undefined : cause };
    Atomics.store(words, address + REASON, encodeReason(reason));
    close(address);
  });
  return address;
}

function encodeReason(reason: Reason): number {
  try {
    return encode(reason);
  } catch {
    return encode({ ...reason, cause: new Error(String(reason.cause)) });
  }
}

const contexts = new WeakMap<Crossing, Node>();

function contextOf(crossing: Crossing): Node {
  let ctx = contexts.get(crossing);
  if (!ctx) {
    const [, address, deadline] = crossing.given;
    ctx = address === 0 ? (background() as Node) : new RemoteContext(address, typeof deadline === 'number' ? deadline : undefined);
    contexts.set(crossing, ctx);
    if (address !== 0) crossings.set(ctx, crossing);
  }
  return ctx;
}

/** A context that another thread ends. */
class RemoteContext extends Cancellable implements Finisher {
  readonly #address: number;

  constructor(address: number, deadline: number | undefined) {
    super(new Root(), deadline);
    this.#address = address;
    reach(address + sizeOf(0));
    this.#wait();
  }

  #wait(): void {
    const place = takePlace(this);
    const outcome = take(this.#address, place.record);
    if (outcome === WAITS) listen();
    else this.finished(place);
    if (outcome === BUSY) later(() => this.#wait());
  }

  finished(place: Place): void {
    freePlace(place);
    this.#look();
  }

  /** A thread that never lets its event loop turn must hear of it, too. */
  override err(): Error | undefined {
    this.#look();
    return super.err();
  }

  override done(): ReturnType<Context['done']> {
    this.#look();
    return super.done();
  }

  override cause(): Error | undefined {
    this.#look();
    return super.cause();
  }

  #look(): void {
    if (super.err() !== undefined || !isClosed(this.#address)) return;
    const { deadline, cause } = peek(Atomics.load(words, this.#address + REASON)) as Reason;
    this.cancel(deadline ? DeadlineExceeded : Canceled, cause instanceof Error ? cause : undefined);
  }
}

revivable('context', (given) => new Crossing(given));
