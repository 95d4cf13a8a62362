import { describe, expect, test } from 'vitest';
import { exploreProgram, type Exploration } from '../../../src/explore/index.ts';
import { loadText } from '../load-text.ts';

const explored = async (schedules: number, ...lines: string[]): Promise<Exploration> =>
  exploreProgram(await loadText([`import { chan, context, go, gosched, panic, sync, time } from 'concurrency-tutor';`, `export default async () => {`, ...lines, `};`].join('\n')), { schedules });
const kindsIn = ({ report }: Exploration): string[] => report.findings.map(({ kind }) => kind);

describe('of several things that are wrong under one schedule', () => {
  test.each<[string, string[], string[]]>([
    ['a panic comes first, and what is left behind is not looked at', ['panic'], [
      `  context.withCancel(context.background());`,
      `  go(() => chan().send(1));`,
      `  await gosched();`,
      `  panic('boom');`,
    ]],
    ['an operation that is not awaited comes before who is stuck', ['unawaited'], [
      `  const ch = chan<number>();`,
      `  void ch.send(1);`,
      `  await ch.receive();`,
    ]],
    ['a leak comes before a goroutine that never ends, and both before a context that is not cancelled', ['leak', 'never-ends', 'lost-cancel'], [
      `  context.withCancel(context.background());`,
      `  const ch = chan<number>();`,
      `  go(async function stuck() { await ch.send(1); });`,
      `  go(async function busy() { for (;;) await time.sleep(1); });`,
      `  await gosched();`,
    ]],
    ['a circle of locks comes before another leak', ['deadlock', 'leak'], [
      `  const [mu, ch] = [new sync.Mutex(), chan<number>()];`,
      `  go(async function twice() { await mu.lock(); await mu.lock(); });`,
      `  go(async function stuck() { await ch.send(1); });`,
      `  await time.sleep(1);`,
    ]],
  ])('%s', async (_name, kinds, lines) => {
    expect(kindsIn(await explored(5, ...lines))).toEqual(kinds);
  });
});

describe('findings are told apart', () => {
  test('by their places, also in one function', async () => {
    const { report } = await explored(60,
      `  const [a, b] = [chan<number>(), chan<number>()];`,
      `  let first = '';`,
      `  const note = (name: string): void => { first ||= name; };`,
      `  const wg = new sync.WaitGroup();`,
      `  const mu = new sync.Mutex();`,
      `  for (const name of ['x', 'y']) wg.go(async () => { using _held = await mu.acquire(); note(name); });`,
      `  await wg.wait();`,
      `  go(async function waits() {`,
      `    if (first === 'x') await a.receive();`,
      `    else await b.receive();`,
      `  });`,
      `  await gosched();`);
    expect(new Set(report.findings.map(({ kind, goroutines: [one] }) => `${kind} ${one?.waitingOn ?? ''}`))).toEqual(new Set(['leak to receive from `a`', 'leak to receive from `b`']));
  });

  test('not by how many goroutines share a plight, or by their numbers', async () => {
    const { report } = await explored(60,
      `  const ch = chan<number>();`,
      `  for (let i = 0; i < 4; i++) go(async function sender() { await ch.send(i); });`,
      `  for (let i = 0; i < 3; i++) if (Math.random() < 0.5) await ch.receive();`);
    expect(report.findings.map(({ kind }) => kind)).toEqual(['leak']);
  });
});
