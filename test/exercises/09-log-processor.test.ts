import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leftToFullTier } from '../support/full-tier.ts';
import { judgeDesign } from './other-design.ts';

const folder = new URL('../../exercises/09-log-processor/', import.meta.url);
const run = promisify(execFile);

test.each(['locked', 'decoders'])('the suite accepts a correct processor of another design: %s', { timeout: 120_000 }, async (design) => {
  expect(await judgeDesign('log-processor', { 'logs.ts': `test/exercises/09-log-processor/${design}.ts` })).toMatchObject({ kind: 'pass' });
});

test('the logs that learners make are those of the checks', async () => {
  const [given, own] = await Promise.all(['starter', 'suite'].map((place) => readFile(new URL(`${place}/make-logs.ts`, folder), 'utf8')));
  expect(given?.replace("'./logs.ts'", "'../starter/logs.ts'")).toBe(own);
});

describe.skipIf(leftToFullTier('logs of 10 MB and 1 GB'))('on files of 10 MB and 1 GB', () => {
  let logs = '';
  beforeAll(async () => { logs = await mkdtemp(join(tmpdir(), 'large-logs-')); });
  afterAll(() => rm(logs, { recursive: true, force: true }));
  const tool = fileURLToPath(new URL('09-log-processor/large.ts', import.meta.url));

  test.each(['generators', 'stages'])('the peak memory of %s is equal within 20 % in every format, plain and packed', { timeout: 3_600_000 }, async (solution) => {
    for (const format of ['access', 'app', 'json']) {
      for (const packing of ['plain', 'packed']) {
        const peaks: number[] = [];
        for (const megabytes of [10, 1000]) {
          const path = join(logs, `${format}-${packing}-${megabytes}.log`);
          if (await stat(path).then(() => false, () => true)) await run(process.execPath, [tool, 'write', path, format, packing, String(megabytes)]);
          const { stdout } = await run(process.execPath, ['--max-old-space-size=32', '--max-semi-space-size=1', tool, 'read', path, format, solution]);
          peaks.push(Number(stdout));
        }
        const [small = 0, large = Infinity] = peaks;
        console.log(`${solution}, ${format}, ${packing}: ${Math.round(small / 1000)} MB and ${Math.round(large / 1000)} MB at the most`);
        expect(large / small, `${format}, ${packing}: ${peaks.join(' and ')} KB`).toBeLessThan(1.2);
      }
    }
  });
});
