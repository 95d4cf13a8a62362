import { context, defer, select, time, type Context } from 'concurrency-tutor';
import { WorkerPool, type Outcome, type Stats, type Task } from './pool.ts';

/** Three kinds of work, as they might come out of a file or a request. `takes` is in milliseconds. */
export type Job =
  /** Counts the words of `text`: plain computing, it never waits. Words are separated by single blanks. Result: the number. */
  | { readonly kind: 'count'; readonly name: string; readonly priority: number; readonly text: string }
  /** Waits `takes` for the network. Result: `"<url> loaded"`. */
  | { readonly kind: 'download'; readonly name: string; readonly priority: number; readonly url: string; readonly takes: number }
  /** Waits `takes` for the mail server. Result: `"sent to <to>"`; it fails with an `Error` if `to` has no `@`. */
  | { readonly kind: 'mail'; readonly name: string; readonly priority: number; readonly to: string; readonly takes: number };

/** What became of all jobs. */
export interface Demonstration {
  /** One entry a job, in the order of the jobs. */
  readonly results: readonly { readonly name: string; readonly outcome: Outcome<number | string> }[];
  /** The pool's numbers after the last job. */
  readonly stats: Stats;
}

/**
 * Runs jobs of different kinds in one pool of `workers` workers, together, and shuts the pool down.
 * A job that waits stops when its context is cancelled.
 */
export async function demo(workers: number, jobs: readonly Job[]): Promise<Demonstration> {
  const pool = new WorkerPool(workers);
  const results: { name: string; outcome: Outcome<number | string> }[] = [];
  for (const job of jobs) {
    const handle = await pool.submit(taskFor(job));
    results.push({ name: job.name, outcome: await handle.wait() });
  }
  await pool.shutdown(context.background());
  return { results, stats: await pool.stats() };
}

/** The task that does a job. */
function taskFor(job: Job): Task<number | string> {
  const { name, priority } = job;
  switch (job.kind) {
    case 'count': return { name, priority, run: async () => job.text.split(' ').length };
    case 'download': return { name, priority, run: async (ctx) => {
      await pause(ctx, job.takes);
      return `${job.url} loaded`;
    } };
    case 'mail': return { name, priority, run: async (ctx) => {
      await pause(ctx, job.takes);
      if (!job.to.includes('@')) throw new Error(`“${job.to}” is no address`);
      return `sent to ${job.to}`;
    } };
  }
}

/** Waits for a time; throws the context's error when that ends first. */
async function pause(ctx: Context, milliseconds: number): Promise<void> {
  const timer = time.newTimer(milliseconds);
  using _stop = defer(() => timer.stop());
  const event = await select({ stop: ctx.done(), late: timer.channel });
  if (event.case === 'stop') throw ctx.err() ?? context.Canceled;
}

/** `concurrency-tutor run demo.ts` starts this. */
export default async function main(): Promise<void> {
  const { results, stats } = await demo(2, [
    { kind: 'download', name: 'logo', priority: 1, url: 'https://example.org/logo.svg', takes: 300 },
    { kind: 'count', name: 'words', priority: 5, text: 'do not communicate by sharing memory' },
    { kind: 'mail', name: 'invoice', priority: 9, to: 'ada@example.org', takes: 200 },
    { kind: 'mail', name: 'typo', priority: 9, to: 'example.org', takes: 100 },
  ]);
  for (const { name, outcome } of results) console.log(name.padEnd(8), inWords(outcome));
  console.log(`${stats.processing.count} jobs, ${Math.round(stats.processing.mean)} ms each`);
}

function inWords(outcome: Outcome<number | string>): string {
  switch (outcome.status) {
    case 'done': return `done: ${outcome.value}`;
    case 'failed': return `failed: ${outcome.error instanceof Error ? outcome.error.message : String(outcome.error)}`;
    case 'cancelled': return 'cancelled';
  }
}
