import { exploreProgram } from '../../src/explore/index.ts';
import type { LoadedProgram } from '../../src/loader/index.ts';
import type { Finding } from '../../src/testing.ts';
import { loadText } from '../explore/load-text.ts';

/** A pool whose main leaves before it has received everything: it has channels, a lock, a context, a select, sleeps, messages, and a leak. */
export const poolSource = `import { run, go, chan, select, sync, time, context, type Channel } from 'concurrency-tutor';

async function worker(ctx: context.Context, jobs: Channel<number>, results: Channel<string>): Promise<void> {
  for (;;) {
    const event = await select({ job: jobs, stop: ctx.done() });
    if (event.case === 'stop' || !event.ok) return;
    await time.sleep(5);
    await results.send(\`job \${event.value}\`);
  }
}

await run(async () => {
  const jobs = chan<number>(3);
  const results = chan<string>();
  const mu = new sync.Mutex();
  const [ctx, cancel] = context.withCancel(context.background());
  for (let i = 0; i < 2; i++) go(worker, ctx, jobs, results);
  for (let i = 0; i < 4; i++) await jobs.send(i);
  await mu.lock();
  console.log(await results.receive());
  mu.unlock();
  cancel();
});
`;

/** The finding of a program, and the program. */
export async function findingOf(source: string): Promise<{ readonly finding: Finding; readonly program: LoadedProgram }> {
  const program = await loadText(source);
  const { report } = await exploreProgram(program, { schedules: 50, strategy: 'random', stopAfter: 1 });
  const [finding] = report.findings;
  if (!finding) throw new Error('the program has no finding');
  return { finding, program };
}
