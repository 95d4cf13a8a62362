import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeDesign } from './other-design.ts';

const folder = new URL('../../exercises/10-adaptive-limiter/', import.meta.url);
const tool = fileURLToPath(new URL('10-adaptive-limiter/take.ts', import.meta.url));
const run = promisify(execFile);

test.each(['counted', 'patient'])('the suite accepts a correct limiter of another design: %s', { timeout: 120_000 }, async (design) => {
  expect(await judgeDesign('adaptive-limiter', {
    'limiter.ts': `test/exercises/10-adaptive-limiter/${design}.ts`, 'stores.ts': 'exercises/10-adaptive-limiter/starter/stores.ts',
  })).toMatchObject({ kind: 'pass' });
});

// The learner's copy may be changed for an experiment; the checks have their own.
test('the stores that learners get are those that the checks use', async () => {
  const [given, own] = await Promise.all(['starter', 'support'].map((place) => readFile(new URL(`${place}/stores.ts`, folder), 'utf8')));
  expect(given).toBe(own);
});

describe('four processes and a real Redis', () => {
  let redis: ChildProcess;
  let port = 0;

  beforeAll(async () => {
    port = await freePort();
    redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise<void>((resolve, reject) => {
      redis.once('error', reject);
      redis.stdout?.on('data', (bytes: Buffer) => { if (bytes.includes('Ready to accept')) resolve(); });
    });
  }, 30_000);

  afterAll(async () => {
    const gone = once(redis, 'exit');
    redis.kill('SIGKILL');
    await gone;
  });

  test.each(['lock', 'baton'])('share one limit, whatever the algorithm: %s', { timeout: 60_000 }, async (solution) => {
    const counted = await Promise.all(Array.from({ length: 4 }, async () => {
      const { stdout } = await run(process.execPath, [tool, solution, String(port), '50']);
      return JSON.parse(stdout) as Record<string, number>;
    }));
    for (const algorithm of ['fixed-window', 'sliding-window', 'token-bucket']) {
      expect(counted.map((one) => one[algorithm] ?? 0).reduce((sum, one) => sum + one, 0), algorithm).toBe(50);
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
