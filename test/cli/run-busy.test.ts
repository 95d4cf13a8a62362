import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tutor } from '../support/tutor.ts';

test('a loop that never awaits is said to be one, and does not take the command line with it', async () => {
  await using folder = await temporaryFolder();
  await folder.write('busy.ts', `import { run } from 'concurrency-tutor';\nawait run(async () => { for (;;); });\n`);
  const ran = await tutor(['run', 'busy.ts', '--schedules', '5', '--json'], { cwd: folder.path });
  expect(ran.code).toBe(1);
  expect(JSON.parse(ran.stdout)).toMatchObject({ schema: 'concurrency-tutor/run/v1', verdict: 'livelock', findings: [{ detail: 'busy-loop' }] });
}, 60_000);
