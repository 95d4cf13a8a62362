import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exploreProgram } from '../../src/explore/index.ts';
import { Random } from '../../src/explore/strategy/random.ts';
import { isOwnFile, load, type LoadedProgram } from '../../src/loader/index.ts';

const FULL = process.env['FULL'] === '1';

/** What goroutines may do to two channels, a lock and two variables. */
const statements: readonly ((g: number, random: Random) => string)[] = [
  (g) => `await a.send(${g});`,
  (g) => `await a.send(${g + 10});`,
  () => `log.push('r' + await a.receive());`,
  () => `log.push('s' + await a.receive());`,
  () => `await mu.lock(); x++; mu.unlock();`,
  (g) => `x += ${g + 1};`,
  () => `log.push('x' + x);`,
  () => `{ const e = await select({ a, b }); log.push(e.case + e.value); }`,
  () => `{ const e = await select({ a, default: true }); log.push(e.case); }`,
  (_g, random) => `await time.sleep(${1 + random.below(2)});`,
  (g) => `console.log('g${g}');`,
  (g) => `b.trySend(${g});`,
  (g) => `if (mu.tryLock()) { y = ${g}; mu.unlock(); }`,
  () => `await gosched(); y = x;`,
  () => `{ const e = await select({ a, t: time.after(1) }); log.push(e.case); }`,
  () => `if (b.length > 0) y++;`,
];

function sourceOf(seed: number): string {
  const random = new Random(seed, 77);
  const count = 2 + random.below(2);
  const goroutine = (g: number): string => {
    const length = 1 + random.below(count === 2 ? 3 : 2);
    return `wg.go(async () => { ${Array.from({ length }, () => statements[random.below(statements.length)]?.(g, random) ?? '').join(' ')} });`;
  };
  return `import { chan, gosched, select, sync, time } from 'concurrency-tutor';
export default async function main() {
  const a = chan<number>(${random.below(2)}), b = chan<number>(1), mu = new sync.Mutex(), wg = new sync.WaitGroup();
  let x = 0, y = 0;
  const log: string[] = [];
  ${Array.from({ length: count }, (_, g) => goroutine(g)).join('\n  ')}
  ${['await a.send(99);', `log.push('m' + await a.receive());`, ''][random.below(3)] ?? ''}
  await wg.wait();
  return [x, y, ...log].join();
}`;
}

/** What can come of a program, as far as anybody could tell the difference. */
async function ends(program: LoadedProgram, options: { readonly preemptions?: number }): Promise<{ readonly isWhole: boolean; readonly ends: readonly string[] }> {
  const { report, outcomes } = await exploreProgram(program, { strategy: 'exhaustive', shrink: false, schedules: 4_000, races: false, ...options });
  const found = outcomes.map(({ verdict, findings, value, output }) =>
    [verdict, ...(verdict === 'pass' ? [value, output] : findings.flatMap(({ detail, goroutines }) => [detail, ...goroutines.map(({ state }) => state)]))].join('/'));
  return { isWhole: report.coverage?.kind !== 'part', ends: [...new Set(found)].sort() };
}

const seeds = Array.from({ length: FULL ? 300 : 16 }, (_, seed) => seed);

test.each(seeds)('reduction loses nothing that can come of random program %d', async (seed) => {
  const root = await mkdtemp(join(tmpdir(), 'program-'));
  const file = join(root, 'program.ts');
  await writeFile(file, sourceOf(seed));
  const naive = await ends(await load(file, { root }), { preemptions: Infinity });
  // Too many orders to try them all.
  if (!naive.isWhole) return;
  expect(await ends(await load(file, { root }), {}), 'not instrumented').toEqual(naive);
  expect(await ends(await load(file, { root, tells: isOwnFile }), {}), 'instrumented').toEqual(naive);
}, 60_000);
