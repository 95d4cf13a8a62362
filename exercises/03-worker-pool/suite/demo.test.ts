import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Job } from '../starter/demo.ts';
import { count, seconds } from './plans.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('mixed-tasks', async () => {
  const workers = random.integer(2, 3);
  const jobs = makeJobs();
  const { results, took, stats } = await play('demonstrate', { workers, jobs });

  judge(results.length === jobs.length, {
    did: `\`demo\` was given ${count(jobs.length, 'job')} and returned ${count(results.length, 'result')}.`,
    expected: 'One result for each job, in the order of the jobs.',
    help: 'Keep the handles in the order of the jobs, and wait for them in that order.',
  });
  for (const [index, job] of jobs.entries()) {
    const result = results[index];
    judge(result?.name === job.name && result.outcome === outcomeOf(job), {
      did: `Job ${index + 1} was the ${job.kind} job “${job.name}”. Result ${index + 1} is “${result?.name}” with the outcome “${result?.outcome}”.`,
      expected: `“${job.name}” with the outcome “${outcomeOf(job)}”.`,
      help: 'A `switch` over `job.kind` makes the right function for each kind of job.',
    });
  }

  const work = jobs.map((job) => (job.kind === 'count' ? 0 : job.takes));
  const total = work.reduce((sum, one) => sum + one, 0);
  const longest = Math.max(...work);
  // Whatever the order, workers that are never idle while a job waits need no longer than this.
  const bound = total / workers + longest;
  judge(took <= bound + 50, {
    did: `The jobs need ${seconds(total)} of waiting in all. With ${count(workers, 'worker')}, \`demo\` took ${seconds(took)}.`,
    expected: `All jobs run in the pool together; that takes at most ${seconds(Math.ceil(bound))}.`,
    help: 'Submit all jobs first. Wait for outcomes only then.',
    lesson: 'worker-pools',
  });
  const least = Math.max(longest, total / workers);
  judge(took >= least - 50, {
    did: `The jobs need ${seconds(total)} of waiting in all. With ${count(workers, 'worker')}, \`demo\` took only ${seconds(took)}.`,
    expected: `${count(workers, 'worker')} cannot do that in less than ${seconds(Math.floor(least))}.`,
    help: 'Let each job wait as long as it says, in a pool with the number of workers that was asked for.',
    lesson: 'worker-pools',
  });

  const failed = jobs.filter(isBadMail).length;
  judge(stats.done === jobs.length - failed && stats.failed === failed && stats.queued === 0 && stats.running === 0, {
    did: `${count(jobs.length - failed, 'job')} returned a result and ${failed} failed. \`demo\`'s statistics counted ${stats.done} done, ${stats.failed} failed, ${stats.queued} queued and ${stats.running} running.`,
    expected: 'The statistics are those of the pool after the last job.',
    help: 'Read the statistics when every job has ended.',
  });
});

function makeJobs(): Job[] {
  const priority = (): number => random.integer(1, 9);
  const takes = (): number => random.integer(2, 8) * 250;
  const words = random.shuffle(['gopher', 'channel', 'select', 'worker', 'task', 'queue', 'lock', 'leak']);
  const texts = [words.slice(0, random.integer(2, 4)).join(' '), words.slice(0, random.integer(5, 8)).join(' ')];
  const domain = random.pick(['example.org', 'example.net']);
  return random.shuffle<Job>([
    ...texts.map((text, index): Job => ({ kind: 'count', name: `count-${index + 1}`, priority: priority(), text })),
    ...words.slice(0, 4).map((word): Job => ({ kind: 'download', name: `download-${word}`, priority: priority(), url: `https://${domain}/${word}`, takes: takes() })),
    ...words.slice(4, 7).map((word): Job => ({ kind: 'mail', name: `mail-${word}`, priority: priority(), to: `${word}@${domain}`, takes: takes() })),
    { kind: 'mail', name: 'mail-nobody', priority: priority(), to: domain, takes: takes() },
  ]);
}

function isBadMail(job: Job): boolean {
  return job.kind === 'mail' && !job.to.includes('@');
}

function outcomeOf(job: Job): string {
  switch (job.kind) {
    case 'count': return `done: ${job.text.split(' ').length}`;
    case 'download': return `done: ${job.url} loaded`;
    case 'mail': return isBadMail(job) ? 'failed with an Error' : `done: sent to ${job.to}`;
  }
}
