// module
import {
  go, chan, context, select, sync, type Context,
} from 'concurrency-tutor';
import { operations, type Order } from './operations.ts';

/** The operations of a task, by name. */
export type Orders = Readonly<Record<string, Order>>;

export interface Report {
  readonly state: 'running' | 'stopping' | 'done' | 'stopped';
  /** Why it was stopped. */
  readonly why?: string;
  /** What has become of each operation. */
  readonly outcomes: Readonly<Record<string, unknown>>;
}

/**
 * Runs the operations of a task at the same time, and returns when all
 * have ended. `stopping` is called if the context ends before that.
 */
export async function runTask(
  ctx: Context, orders: Orders, stopping: () => Promise<void>,
): Promise<Report> {
  const outcomes = new Map<string, unknown>();
  const mutex = new sync.Mutex();
  const atWork = new sync.WaitGroup();
  for (const [name, order] of Object.entries(orders)) {
    atWork.go(async () => {
      const outcome = await outcomeOf(ctx, name, order);
      using _lock = await mutex.acquire();
      outcomes.set(name, outcome);
    });
  }

  const finished = chan<void>();
  go(async () => {
    await atWork.wait();
    finished.close();
  });
  const event = await select({ finished, end: ctx.done() });
  if (event.case === 'end') {
    await stopping();
    await finished.receive(); // they may still write into `outcomes`
  }
  return reportOf(ctx, outcomes);
}

async function outcomeOf(
  ctx: Context, name: string, order: Order,
): Promise<unknown> {
  try {
    const operation = operations[name];
    if (!operation) throw new Error('no such operation');
    return await operation(ctx, order);
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function reportOf(
  ctx: Context, outcomes: ReadonlyMap<string, unknown>,
): Report {
  const why = context.cause(ctx)?.message;
  return {
    state: why === undefined ? 'done' : 'stopped',
    ...(why === undefined ? {} : { why }),
    outcomes: Object.fromEntries([...outcomes].sort()),
  };
}
