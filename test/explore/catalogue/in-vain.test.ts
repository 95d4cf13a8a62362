import { expect, test } from 'vitest';
import { exploreProgram } from '../../../src/explore/index.ts';
import { leftToFullTier } from '../../support/full-tier.ts';
import { loadText } from '../load-text.ts';

// It takes the explorer ten seconds to lose hope.
test.skipIf(leftToFullTier('a worker that says nothing, ten seconds until the explorer loses hope'))('who waits for a worker that says nothing is not called deadlocked', async () => {
  const program = await loadText(`import { chan, run } from 'concurrency-tutor';
    import { Worker } from 'node:worker_threads';
    await run(async () => {
      const answers = chan(1);
      const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
      worker.on('message', (answer) => answers.trySend(answer));
      process.worker = worker;
      await answers.receive();
    });`);
  const { report } = await exploreProgram(program, { schedules: 1 });
  expect(report.findings[0]).toMatchObject({ kind: 'uncontrolled', detail: 'external' });
}, 60_000);
