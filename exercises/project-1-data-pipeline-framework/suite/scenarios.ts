import { context, sync, time } from 'concurrency-tutor';
import { lines, pages } from '../starter/memory.ts';
import { circuitBreaker, compose, limited, retry } from '../starter/middleware.ts';
import type { Item, Middleware, Parts } from '../starter/parts.ts';
import { Pipeline } from '../starter/pipeline.ts';
import { inWords, limiter, madeHandler, MadeError, madeSink, madeSource, madeStage, Notes, pause } from './made.ts';
import type { Call, CallHistory, Event, MadeMiddleware, Script } from './script.ts';

export { leavings, live, moments } from './kill.ts';
export { useFiles, useHttp, useSql } from './real.ts';

/** Runs a pipeline of made-up parts. */
export async function perform(script: Script): Promise<readonly Event[]> {
  const notes = new Notes();
  const pipeline = new Pipeline(partsOf(script, notes));
  const [ctx, cancel] = script.within === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), script.within);
  const group = new sync.WaitGroup();
  for (const at of script.metricsAt ?? []) {
    group.go(async () => {
      await time.sleep(at);
      notes.write({ what: 'metrics', metrics: structuredClone(await pipeline.metrics()) });
    });
  }
  const { stopAt } = script;
  if (stopAt === 0) pipeline.stop();
  else if (stopAt !== undefined) {
    group.go(async () => {
      await time.sleep(stopAt);
      notes.write({ what: 'stopped' });
      pipeline.stop();
    });
  }
  try {
    const metrics = structuredClone(await pipeline.run(ctx));
    notes.write({ what: 'ran', threw: 'nothing', metrics });
  } catch (error) {
    notes.write({ what: 'ran', threw: inWords(error) });
  }
  cancel();
  await time.sleep(10 * time.Minute);
  await group.wait();
  return notes.all();
}

function partsOf(script: Script, notes: Notes): Parts {
  const { source, stages, sink = {}, inFlight, batch, priorities, letters = 'keeps', limits } = script;
  return {
    source: madeSource(source, notes), stages: stages.map((stage) => madeStage(stage, notes)), sink: madeSink(sink, notes), inFlight, batch,
    ...(limits?.reading === undefined ? {} : { reading: limiter(limits.reading) }),
    ...(limits?.writing === undefined ? {} : { writing: [limited(limiter(limits.writing))] }),
    ...(priorities === undefined ? {} : { priority: (value: string) => priorities[Number.parseInt(value, 10)] ?? 0 }),
    ...(letters === 'nobody takes them' ? {} : {
      deadLetter: async (_ctx, { position, value, stage, error }) => {
        notes.write({ what: 'buried', position, value: String(value), stage, error: inWords(error) });
        if (letters === 'throws') throw new MadeError('the letter box is full');
      },
    }),
  };
}

/** Builds pipelines that cannot be; gives what was thrown. */
export async function build(all: readonly Script[]): Promise<readonly string[]> {
  return all.map((script) => {
    try {
      void new Pipeline(partsOf(script, new Notes()));
      return 'nothing';
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  });
}

export interface WrapInput { readonly use: readonly MadeMiddleware[]; readonly calls: readonly Call[] }

/** Calls handlers in middleware, each at its time. All share the middleware. */
export async function wrap({ use, calls }: WrapInput): Promise<readonly CallHistory[]> {
  const middleware = use.map(middlewareOf);
  const group = new sync.WaitGroup();
  const notes = new Notes();
  const histories = calls.map(({ at, does, takes = 0, endsAt }, index) => {
    const calledAt: number[] = [];
    const history = { calls: calledAt, ended: 0, result: '' };
    group.go(async () => {
      const [ctx, cancel] = endsAt === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), endsAt);
      const handle = compose(madeHandler(does, takes, () => calledAt.push(notes.elapsed())), middleware);
      await time.sleep(at);
      try {
        history.result = `gave ${String(await handle(ctx, index as never))}`;
      } catch (error) {
        history.result = error instanceof Error && error.name === 'CircuitOpenError' ? 'CircuitOpenError' : inWords(error);
      }
      history.ended = notes.elapsed();
      cancel();
    });
    return history;
  });
  await group.wait();
  return histories;
}

function middlewareOf(made: MadeMiddleware): Middleware {
  switch (made.kind) {
    case 'retry': {
      const { attempts, wait, longest, only } = made;
      return retry({ attempts, wait, ...(longest === undefined ? {} : { longest }), ...(only === undefined ? {} : { when: (error: unknown) => error instanceof Error && error.message === only }) });
    }
    case 'breaker': return circuitBreaker(made);
    case 'limited': return limited(limiter(made.every));
    default: return made satisfies never;
  }
}

export interface CutInput { readonly text: string; readonly pieces: readonly number[]; readonly start: number; readonly read: number | 'all'; readonly fails?: boolean }
export interface CutHistory { readonly items: readonly Item<string>[]; readonly taken: number; readonly closed: boolean; readonly threw: string }

/** Cuts text into lines, or the first few of them. */
export async function cut({ text, pieces, start, read, fails = false }: CutInput): Promise<CutHistory> {
  const bytes = new TextEncoder().encode(text);
  let [taken, closed] = [0, false];
  const source = async function* (): AsyncGenerator<Uint8Array, void> {
    try {
      for (let from = 0, index = 0; from < bytes.length; index += 1) {
        const size = pieces[index % pieces.length] ?? 1;
        taken += 1;
        yield bytes.slice(from, from + size);
        from += size;
      }
      if (fails) throw new MadeError('the disk is broken');
    } finally {
      closed = true;
    }
  };
  const items: Item<string>[] = [];
  let threw = 'nothing';
  try {
    for await (const { position, value } of start === 0 ? lines(source()) : lines(source(), start)) {
      items.push({ position, value });
      if (items.length === read || items.length > 5000) break;
    }
  } catch (error) {
    threw = inWords(error);
  }
  return { items, taken, closed, threw };
}

export interface PagesInput { readonly positions: readonly number[]; readonly page: number; readonly after: number; readonly fails?: number }
export interface PagesHistory {
  readonly positions: readonly number[];
  /** `load 7`, `got 8`, in the order in which they happened. */
  readonly order: readonly string[];
  readonly threw: string;
}

/** Turns pages, slowly. */
export async function turn({ positions, page, after, fails }: PagesInput): Promise<PagesHistory> {
  const order: string[] = [];
  const got: number[] = [];
  let loads = 0;
  const load = async (last: number): Promise<readonly Item<number>[]> => {
    order.push(`load ${last}`);
    loads += 1;
    await time.sleep(100);
    if (loads === fails) throw new MadeError('the page is torn');
    return positions.filter((position) => position > last).slice(0, page).map((position) => ({ position, value: position }));
  };
  let threw = 'nothing';
  try {
    for await (const { position } of pages(load, after)) {
      got.push(position);
      order.push(`got ${position}`);
      await pause(context.background(), 1000);
      if (order.length > 1000) break;
    }
  } catch (error) {
    threw = inWords(error);
  }
  return { positions: got, order, threw };
}
