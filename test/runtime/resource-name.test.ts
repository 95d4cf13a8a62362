import { expect, test } from 'vitest';
import { loadText } from '../explore/load-text.ts';
import { exploreProgram } from '../../src/explore/index.ts';

test.each([
  ['const jobs = chan<number>();', 'jobs', 'jobs'],
  ['let jobs: Channel<number> = chan<number>(0);', 'jobs', 'jobs'],
  ['const jobs: Map<string, number> & Channel<number> = chan<number>();', 'jobs', 'jobs'],
  ['const a = 1, jobs = chan<number>();', 'jobs', 'jobs'],
  ['const pool = { size: 0, jobs: chan<number>() };', 'pool.jobs', 'jobs'],
  ['const pool = { jobs: chan() }; pool.jobs = chan();', 'pool.jobs', 'jobs'],
  ['class Pool { readonly #jobs = chan<number>(); get jobs() { return this.#jobs; } } const pool = new Pool();', 'pool.jobs', '#jobs'],
  ['const named = chan<number>(0, "orders");', 'named', 'orders'],
])('%s is called by the name its author gave it', async (making, using, name) => {
  const program = await loadText(`import { run, chan } from 'concurrency-tutor';\nawait run(async () => {\n  ${making}\n  await ${using}.receive();\n});\n`);
  const { report } = await exploreProgram(program, { schedules: 1 });
  expect(report.findings[0]?.goroutines[0]?.waitingOn).toBe(`to receive from \`${name}\``);
});

test('a channel that no variable holds is unnamed', async () => {
  const program = await loadText(`import { run, chan } from 'concurrency-tutor';\nawait run(async () => { await chan().receive(); });\n`);
  const { report } = await exploreProgram(program, { schedules: 1 });
  expect(report.findings[0]?.goroutines[0]?.waitingOn).toBe('to receive from an unnamed channel');
});
