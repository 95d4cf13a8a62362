/**
 * Judges beyond this machine: jobs go into a queue in Redis, from which any number of workers take them. A job has an id made from the
 * work itself, so that whatever is sent twice is done once; a result is taken from the queue when it is on our disk.
 */
import type { Queue, QueueEvents } from 'bullmq';
import { UsageError } from '../../errors.ts';
import { messageOf } from '../../system-error.ts';
import type { Judges } from '../grade.ts';
import type { GradeJob, JobResult } from '../job.ts';
import { connect, loadBullmq, queueName, queuePrefix } from './bullmq.ts';

/** How many jobs are in the queue at a time: enough for many workers, and no more of a large class than that in memory. */
const room = 128;
/** Events tell at once; should one be lost with a connection, a look at the queue finds it out after this many milliseconds. */
const lookInterval = 5000;
/** Seconds after which Redis forgets what nobody came back for. */
const forgottenAfter = 7 * 24 * 3600;

interface Open {
  readonly done: (result: JobResult) => void;
}

export class QueueJudges implements Judges {
  readonly room = room;
  readonly #queue: Queue;
  readonly #close: () => Promise<void>;
  readonly #open = new Map<string, Open>();
  readonly #taking = new Set<string>();
  readonly #look: NodeJS.Timeout;
  #isStopped = false;

  private constructor(queue: Queue, events: QueueEvents, close: () => Promise<void>) {
    this.#queue = queue;
    this.#close = close;
    const take = ({ jobId }: { readonly jobId: string }): void => { void this.#take(jobId); };
    events.on('completed', take).on('failed', take);
    this.#look = setInterval(() => { for (const id of this.#open.keys()) void this.#take(id); }, lookInterval);
  }

  /** Throws a `UsageError` when the packages are missing or Redis does not answer. */
  static async open(url: string): Promise<QueueJudges> {
    const { bullmq, Redis } = await loadBullmq();
    const redis = await connect(Redis, url);
    const blocking = redis.duplicate();
    blocking.on('error', () => {});
    const queue = new bullmq.Queue(queueName, { connection: redis, prefix: queuePrefix });
    const events = new bullmq.QueueEvents(queueName, { connection: blocking, prefix: queuePrefix });
    queue.on('error', () => {});
    events.on('error', () => {});
    await events.waitUntilReady();
    return new QueueJudges(queue, events, async () => {
      await Promise.allSettled([queue.close(), events.close()]);
      redis.disconnect();
      blocking.disconnect();
    });
  }

  /** How many workers wait for jobs now. */
  async workers(): Promise<number> {
    return this.#queue.getWorkersCount();
  }

  async judge(job: GradeJob, id: string): Promise<JobResult> {
    const result = new Promise<JobResult>((done) => this.#open.set(id, { done }));
    const kept = { age: forgottenAfter };
    try {
      // A job that is there already is not added again: then its result, perhaps of an earlier, interrupted run, is taken.
      await this.#queue.add('judge', job, { jobId: id, attempts: 1, removeOnComplete: kept, removeOnFail: kept });
      void this.#take(id);
    } catch (error) {
      this.#open.delete(id);
      return { kind: 'failed', message: `The queue did not take the submission: ${messageOf(error)}` };
    }
    return result;
  }

  /** Takes the result of a job that has ended, once. */
  async #take(id: string): Promise<void> {
    const open = this.#open.get(id);
    if (open === undefined || this.#taking.has(id) || this.#isStopped) return;
    this.#taking.add(id);
    try {
      const job = await this.#queue.getJob(id);
      const state = job === undefined ? 'gone' : await job.getState();
      if (state !== 'completed' && state !== 'failed' && state !== 'gone') return;
      this.#open.delete(id);
      open.done(job === undefined ? { kind: 'failed', message: 'The job has gone from the queue without a result.' } : resultOf(state, job.returnvalue, job.failedReason));
      await job?.remove();
    } catch {
      // Redis is away for a moment; the next look tries again.
    } finally {
      this.#taking.delete(id);
    }
  }

  /** What has not ended stays in the queue: the next run takes it up. */
  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    clearInterval(this.#look);
    await this.#close();
  }
}

/** What comes from Redis is looked at before it is believed. */
function resultOf(state: string, value: unknown, reason: string | undefined): JobResult {
  if (state === 'failed') return { kind: 'failed', message: /stalled/.test(reason ?? '') ? 'Two workers ended while they judged this submission. There is no verdict.' : `The worker failed: ${reason}` };
  const result = value as Partial<JobResult> | null;
  if (result?.kind === 'judged' && 'judgement' in result && typeof result.judgement?.score === 'number') return result as JobResult;
  if (result?.kind === 'failed' && 'message' in result && typeof result.message === 'string') return result as JobResult;
  return { kind: 'failed', message: 'The worker sent something that is no result.' };
}

/** Whether a queue could not be used because Redis is away, so that judging here is a way out. */
export function isUnreachable(error: unknown): error is UsageError {
  return error instanceof UsageError && error.code === 'no-redis';
}
