// module
import {
  chan, context, defer, select, sync,
  type Context, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** What all the stages of one pipeline share. */
export interface Flow extends Disposable {
  /** When it ends, every stage stops. */
  readonly ctx: Context;
  /** Ends it, and says why. The first reason is kept. */
  readonly stop: (why?: Error) => void;
  /** Counts the stages that have not ended. */
  readonly stages: sync.WaitGroup;
}

/** What a new pipeline needs. It is stopped after `limit` at most. */
export function openFlow(limit: number): Flow {
  const background = context.background();
  const [timed, cancel] = context.withTimeout(background, limit);
  const [ctx, stop] = context.withCancelCause(timed);
  const stages = new sync.WaitGroup();
  const close = (): void => {
    stop();
    cancel();
  };
  return { ctx, stop, stages, [Symbol.dispose]: close };
}

/**
 * Starts a stage. Its channel is closed when `work` has ended. If `work`
 * throws, the whole pipeline is stopped.
 */
export function stage<T>(
  flow: Flow, work: (out: SendChannel<T>) => Promise<void>,
): ReceiveChannel<T> {
  const out = chan<T>();
  flow.stages.go(async () => {
    using _close = defer(() => out.close());
    try {
      await work(out.sendOnly());
    } catch (error) {
      flow.stop(error as Error);
    }
  });
  return out.receiveOnly();
}

/**
 * Sends, unless the pipeline is stopped first.
 * @returns whether the value was sent
 */
export async function sent<T>(
  flow: Flow, to: SendChannel<T>, value: T,
): Promise<boolean> {
  if (flow.ctx.err() !== undefined) return false;
  const event = await select({
    taken: select.send(to, value),
    stop: flow.ctx.done(),
  });
  return event.case === 'taken';
}
