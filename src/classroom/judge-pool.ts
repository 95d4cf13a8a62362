/**
 * Processes of our own that judge jobs. One that dies takes nobody along: its job is given to a fresh one once, and after a second
 * death it counts as failed, which is our fault and not the student's.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Judges } from './grade.ts';
import type { GradeJob, JobResult } from './job.ts';
import type { ChildReply, ChildRequest } from './judge-child.ts';

export interface PoolOptions {
  readonly jobs: number;
  readonly course: string;
  /** Folder of private suites. */
  readonly suites?: string;
  /** Seconds after which a judge that does not answer is ended. */
  readonly patience: number;
}

/** How often a job is tried before it counts as failed. */
const tries = 2;

interface Waiting {
  readonly job: GradeJob;
  readonly tried: number;
  readonly done: (result: JobResult) => void;
}

export class JudgePool implements Judges {
  readonly #options: PoolOptions;
  readonly #waiting: Waiting[] = [];
  readonly #idle: ChildProcess[] = [];
  readonly #children = new Set<ChildProcess>();
  #ids = 0;
  #isStopped = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get room(): number {
    return this.#options.jobs;
  }

  /** Never rejects. After `stop` it never settles either. */
  judge(job: GradeJob): Promise<JobResult> {
    return new Promise((done) => {
      this.#waiting.push({ job, tried: 0, done });
      this.#next();
    });
  }

  /** Resolves when every process is gone. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#waiting.length = 0;
    await Promise.all([...this.#children].map(ended));
  }

  #next(): void {
    if (this.#isStopped || this.#waiting.length === 0) return;
    const child = this.#idle.pop() ?? (this.#children.size < this.#options.jobs ? this.#start() : undefined);
    const next = child === undefined ? undefined : this.#waiting.shift();
    if (child !== undefined && next !== undefined) this.#give(child, next);
  }

  #start(): ChildProcess {
    const { course, suites = '' } = this.#options;
    const entry = fileURLToPath(new URL(`./judge-child${extname(import.meta.url)}`, import.meta.url));
    // What a judge says belongs to nobody; verdicts come over the channel.
    const child = fork(entry, [course, suites], { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    child.stderr?.resume();
    this.#children.add(child);
    child.once('exit', () => {
      this.#children.delete(child);
      const at = this.#idle.indexOf(child);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    // A process that could not be started, or a message that could not be sent: its exit tells.
    child.on('error', () => child.kill('SIGKILL'));
    return child;
  }

  #give(child: ChildProcess, waiting: Waiting): void {
    const id = this.#ids++;
    let isOver = false;
    const finish = (act: () => void): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(watchdog);
      child.off('message', onMessage).off('exit', onExit);
      act();
      this.#next();
    };
    const onMessage = (reply: ChildReply): void => {
      if (reply.id === id) finish(() => { this.#idle.push(child); waiting.done(reply.result); });
    };
    const onExit = (code: number | null, signal: string | null): void => finish(() => this.#again(waiting, signal === null ? `ended with code ${code}` : `was ended by ${signal}`));
    const watchdog = setTimeout(() => child.kill('SIGKILL'), this.#options.patience * 1000);
    child.on('message', onMessage).on('exit', onExit);
    child.send({ id, job: waiting.job } satisfies ChildRequest);
  }

  #again(waiting: Waiting, end: string): void {
    if (this.#isStopped) return;
    const tried = waiting.tried + 1;
    if (tried < tries) this.#waiting.unshift({ ...waiting, tried });
    else waiting.done({ kind: 'failed', message: `The judge ${end} at this submission, ${tried} times. There is no verdict.` });
  }
}

/** Asks a process to end, and ends it if it does not. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 3000);
  await exit;
  clearTimeout(hard);
}
