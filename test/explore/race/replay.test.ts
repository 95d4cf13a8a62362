import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { explore, replay } from '../../../src/testing.ts';

const file = join(mkdtempSync(join(tmpdir(), 'race-replay-')), 'racy.ts');
writeFileSync(file, [
  "import { gosched, sync } from 'concurrency-tutor';",
  'export default async function main(): Promise<void> {',
  '  let n = 0;',
  '  const wg = new sync.WaitGroup();',
  '  for (let i = 0; i < 2; i++) wg.go(async () => { const seen = n; await gosched(); n = seen + 1; });',
  '  await wg.wait();',
  '}',
].join('\n'));
const program = { module: pathToFileURL(file) };

test('the token of a race leads to the same race', async () => {
  const report = await explore(program);
  const [finding] = report.findings;
  expect(report).toMatchObject({ verdict: 'race', races: 'checked' });
  const again = await replay(finding?.replay ?? '', program);
  expect(again.report.findings).toEqual(report.findings);
  expect(again.report.races).toBe('checked');
});

test('where races are not looked for, none is found, and the report says so', async () => {
  expect(await explore(program, { races: false, schedules: 20 })).toMatchObject({ verdict: 'pass', races: 'not checked' });
});

test('a bare function tells of no accesses', async () => {
  expect(await explore(async () => {}, { schedules: 3 })).toMatchObject({ verdict: 'pass', races: 'not checked' });
});
