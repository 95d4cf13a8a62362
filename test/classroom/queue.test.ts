import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { gradebookSchema } from '../../src/report/index.ts';
import { redisIsMissing, RedisServer } from '../runtime/rate/redis-server.ts';
import { ensureBuilt, launcher } from '../support/built.ts';
import { leftToFullTier } from '../support/full-tier.ts';
import { smallCourse, type Ended } from '../support/tutor.ts';
import { newClass, type TestClass } from './class.ts';

const missing = redisIsMissing();
if (missing !== undefined) console.warn(`Grading over a queue is not tested: ${missing}`);

/** A worker in a process of its own, and what it has printed. */
class TestWorker {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  printed = '';

  constructor(url: string, cwd: string) {
    onTestFinished(async () => { await this.end('SIGKILL'); });
    this.#child = spawn(process.execPath, [launcher, 'worker', '--queue', url, '--jobs', '1', '--stalled-after', '2'], {
      cwd, env: { PATH: process.env['PATH'], HOME: cwd, CONCURRENCY_TUTOR_COURSE: smallCourse }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#ended = once(this.#child, 'exit');
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => { this.printed += text; });
  }

  async hasPrinted(text: string): Promise<void> {
    while (!this.printed.includes(text)) {
      if (this.#child.stdout === null || this.#child.exitCode !== null || this.#child.signalCode !== null) throw new Error(`the worker ended: ${this.printed}`);
      await Promise.race([once(this.#child.stdout, 'data'), this.#ended]);
    }
  }

  get done(): number {
    return this.printed.split('\n').filter((line) => / (judged|without verdict)/.test(line)).length;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    await this.#ended;
    return this.#child.exitCode;
  }
}

async function outcomes(group: TestClass): Promise<Record<string, string | undefined>> {
  const book = gradebookSchema.parse(JSON.parse(await group.read('grades/gradebook.json')));
  return Object.fromEntries(book.students.map(({ student, results: [result] }) => [student, result?.state]));
}

const endless = 'export async function sum() { for (;;) { for (let i = 0; i < 1e9; i++) {} } }';

describe.skipIf(missing !== undefined)('grading over a queue', { timeout: 240_000 }, () => {
  let redis: RedisServer;
  let url: string;

  beforeAll(async () => {
    await ensureBuilt();
    redis = await RedisServer.start();
    url = `redis://127.0.0.1:${redis.port}`;
  }, 120_000);
  afterAll(async () => redis[Symbol.asyncDispose]());

  const graded = (group: TestClass, ...more: string[]): Promise<Ended> => group.grade(['class', '-e', '1', '--queue', url, ...more]);

  test('workers share the class, a worker that is killed loses nothing, and every result stands in the gradebook once', async () => {
    await using group = await newClass({ ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`s${index}`, index % 2 === 0 ? 'solution' : 'starter'])), slow: endless });
    const workers = Array.from({ length: 4 }, () => new TestWorker(url, group.path));
    await Promise.all(workers.map((worker) => worker.hasPrinted('Ready.')));
    const grading = graded(group);
    // The first to take a job is killed with it.
    const victim = await Promise.any(workers.map(async (worker) => {
      await worker.hasPrinted('taken');
      return worker;
    }));
    await victim.end('SIGKILL');
    const { code, stderr } = await grading;
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^9 submissions to judge\.\n(\d\/9 .*\n){9}$/)]);
    expect(await outcomes(group)).toEqual({ ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`s${index}`, index % 2 === 0 ? 'pass' : 'fail'])), slow: 'fail' });
    const others = workers.filter((worker) => worker !== victim);
    expect(others.reduce((sum, { done }) => sum + done, victim.done)).toBeGreaterThanOrEqual(9);
    expect(await redis.connect().keys('concurrency-tutor:grade-v1:*judge*')).toEqual([]);
    expect(await Promise.all(others.map((worker) => worker.end('SIGTERM')))).toEqual([143, 143, 143]);
  });

  test('a submission whose workers end twice takes nobody along: it has no verdict, and the next run tries it again', async () => {
    await using group = await newClass({ ada: 'solution', poison: endless });
    const grading = graded(group);
    for (const time of [1, 2]) {
      const worker = new TestWorker(url, group.path);
      await isBegun('poison', time);
      await worker.end('SIGKILL');
    }
    const last = new TestWorker(url, group.path);
    const { code } = await grading;
    expect([code, await outcomes(group)]).toEqual([4, { ada: 'pass', poison: 'no-verdict' }]);
    expect(await group.read('grades/logs/poison.txt')).toContain('Two workers ended while they judged this submission. There is no verdict.');
    await group.handIn('poison', 'starter');
    const again = await graded(group);
    expect([again.code, again.stderr.split('\n')[0], await outcomes(group)]).toEqual([0, '1 submission to judge, 1 unchanged.', { ada: 'pass', poison: 'fail' }]);
    await last.end('SIGTERM');
  });

  /** Until somebody has begun a student's job for this time. */
  async function isBegun(student: string, time: number): Promise<void> {
    const client = redis.connect();
    for (let begun = 0; begun < time;) {
      await new Promise((resume) => setTimeout(resume, 50));
      const [key] = await client.keys(`concurrency-tutor:grade-v1:*-${Buffer.from(student).toString('base64url')}-????????????????`);
      // BullMQ's count of attempts that were started.
      begun = key === undefined ? 0 : Number(await client.hget(key, 'ats'));
    }
  }

  test('an interrupted grade leaves its jobs to the workers, and the same command takes the results up', async () => {
    await using group = await newClass({ ada: 'solution', ben: 'starter' });
    const interrupted = await group.grade(['class', '-e', '1', '--queue', url], {
      onStart: (child) => child.stderr?.on('data', (text: Buffer) => { if (text.toString().includes('to judge')) setTimeout(() => child.kill('SIGINT'), 1000); }),
    });
    expect(interrupted.code).toBe(130);
    const worker = new TestWorker(url, group.path);
    const { code } = await graded(group);
    expect([code, await outcomes(group), worker.done]).toEqual([0, { ada: 'pass', ben: 'fail' }, 2]);
    await worker.end('SIGTERM');
  });

  test('without a Redis that answers, this machine judges and says so', async () => {
    await using group = await newClass({ ada: 'solution' });
    const { code, stderr } = await group.grade(['class', '-e', '1', '--queue', 'redis://127.0.0.1:1']);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^Redis at redis:\/\/127\.0\.0\.1:1 does not answer: .*ECONNREFUSED.*\. This machine judges instead\.\n1 submission to judge\.\n1\/1 ada exercise-1: passed, 2 of 2 points\n$/)]);
  });

  test.skipIf(leftToFullTier('500 submissions, 4 workers killed at random, which takes some ten minutes'))('500 submissions, with workers that are killed at random', { timeout: 3_600_000 }, async () => {
    const students = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`s${String(index).padStart(3, '0')}`, index % 3 === 0 ? 'starter' : 'solution']));
    await using group = await newClass(students);
    const workers = Array.from({ length: 4 }, () => new TestWorker(url, group.path));
    const grading = graded(group);
    let kills = 0;
    let isOver = false;
    const killing = (async () => {
      while (!isOver) {
        await Promise.race([grading, new Promise((resume) => setTimeout(resume, 5000 + Math.random() * 10_000))]);
        const at = Math.floor(Math.random() * workers.length);
        if (isOver) break;
        await workers[at]?.end('SIGKILL');
        workers[at] = new TestWorker(url, group.path);
        kills += 1;
      }
    })();
    const first = await grading;
    isOver = true;
    await killing;
    // Bad luck may hit the same submission twice; that is no verdict, and the next run gives it one.
    const second = first.code === 0 ? first : await graded(group);
    await Promise.all(workers.map((worker) => worker.end('SIGTERM')));
    console.log(`500 submissions, ${kills} workers killed, ${first.code === 0 ? 'all judged in the first run' : `then: ${second.stderr.split('\n')[0]}`}`);
    expect(second.code).toBe(0);
    expect(first.stderr.split('\n').filter((line) => /^\d+\/500 /.test(line))).toHaveLength(500);
    expect(await outcomes(group)).toEqual(Object.fromEntries(Object.entries(students).map(([student, work]) => [student, work === 'solution' ? 'pass' : 'fail'])));
  });
});
