/** A worker: takes jobs from the queue and has its own pool judge them. */
import type { Job } from 'bullmq';
import type { GradeJob, JobResult } from '../job.ts';
import type { JudgePool } from '../judge-pool.ts';
import { connect, loadBullmq, queueName, queuePrefix } from './bullmq.ts';

export interface WorkOptions {
  readonly url: string;
  readonly jobs: number;
  readonly pool: JudgePool;
  /** Seconds of silence after which a worker's job is given to another. */
  readonly stalledAfter: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: WorkEvent) => void;
}

export type WorkEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'taken'; readonly exercise: string; readonly id: string }
  | { readonly kind: 'done'; readonly exercise: string; readonly id: string; readonly result: JobResult }
  | { readonly kind: 'trouble'; readonly message: string };

/** Works until the signal aborts; then it finishes what it has at hand and takes no more. */
export async function work({ url, jobs, pool, stalledAfter, signal, onEvent }: WorkOptions): Promise<void> {
  const { bullmq, Redis } = await loadBullmq();
  const connection = await connect(Redis, url);
  const worker = new bullmq.Worker<GradeJob, JobResult>(queueName, async (job: Job<GradeJob, JobResult>) => {
    const { exercise } = job.data;
    const id = job.id ?? '';
    onEvent({ kind: 'taken', exercise, id });
    const result = await pool.judge(job.data);
    onEvent({ kind: 'done', exercise, id, result });
    return result;
  }, {
    connection, prefix: queuePrefix, concurrency: jobs, lockDuration: stalledAfter * 1000, stalledInterval: stalledAfter * 500,
    // Once more on another worker, then no more: it may be the submission that ends them.
    maxStalledCount: 1,
  });
  worker.on('error', (error) => onEvent({ kind: 'trouble', message: error.message }));
  try {
    await worker.waitUntilReady();
    onEvent({ kind: 'ready' });
    if (!signal.aborted) await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
  } finally {
    await worker.close();
    await pool.stop();
    connection.disconnect();
  }
}
