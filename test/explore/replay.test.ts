import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { explore, exploreProgram, replay, replayProgram } from '../../src/explore/index.ts';
import { formatToken, parseToken } from '../../src/explore/token.ts';
import { loadText } from './load-text.ts';

const racy = `
  import { run, gosched, sync } from 'concurrency-tutor';
  await run(async () => {
    let n = 0;
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 4; i++) wg.go(async () => { const before = n; await gosched(); n = before + 1; });
    await wg.wait();
    console.log(n);
  });`;

describe('replay', () => {
  test('a token leads to the same output and the same verdict', async () => {
    const program = await loadText(racy);
    const { outcomes } = await exploreProgram(program, { schedules: 300 });
    expect(outcomes.length).toBeGreaterThan(2);
    for (const outcome of outcomes) {
      expect(outcome.replay.length).toBeLessThanOrEqual(80);
      expect(await replayProgram(outcome.replay, program)).toMatchObject({ output: outcome.output, report: { verdict: outcome.verdict } });
    }
  });

  test('a token of a finding leads to the same finding', async () => {
    const program = await loadText(`import { run, go, chan } from 'concurrency-tutor'; await run(async () => { const ch = chan<number>(); go(async () => { await ch.send(1); }); ch.close(); await ch.receive(); await ch.send(2); });`);
    const { report } = await exploreProgram(program, { schedules: 50 });
    for (const finding of report.findings) {
      expect((await replayProgram(finding.replay, program)).report.findings).toEqual([finding]);
    }
  });

  test('a token of a module leads to the same finding', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'replay-'));
    const path = join(folder, 'stuck.ts');
    await writeFile(path, `import { chan } from 'concurrency-tutor';\nexport async function main(n: number) { const ch = chan<number>(); await ch.send(n); }\n`);
    const program = { module: pathToFileURL(path), export: 'main', args: [1] };
    const { findings: [finding] } = await explore(program);
    expect(finding?.kind).toBe('deadlock');
    expect((await replay(finding?.replay ?? '', program)).report.findings).toEqual([finding]);
  });

  test('another program is refused in words', async () => {
    const { outcomes } = await exploreProgram(await loadText(racy), { schedules: 1 });
    const changed = await loadText(racy.replace('i < 4', 'i < 3'));
    await expect(replayProgram(outcomes[0]?.replay ?? '', changed)).rejects.toThrow(/does something else than the one the token was made for/);
  });

  test.each([
    ['another channel', 'await a.send(1);', 'await b.send(1);'],
    ['another operation', 'await a.send(1);', 'await a.receive();'],
    ['another lock that is given back', 'm.unlock();', 'm.unlock(); await n.lock(); n.unlock();'],
    ['a channel that is closed', 'await a.send(1);', 'await a.send(1); b.close();'],
  ])('a program that takes the same steps on %s is refused too', async (_what, before, after) => {
    const source = `import { chan, sync } from 'concurrency-tutor'; export default async function main() { const a = chan<number>(2), b = chan<number>(2), m = new sync.Mutex(), n = new sync.Mutex(); await a.send(0); await b.send(0); await m.lock(); m.unlock(); ${before} }`;
    const { outcomes } = await exploreProgram(await loadText(source), { schedules: 1 });
    await expect(replayProgram(outcomes[0]?.replay ?? '', await loadText(source.replace(before, after)))).rejects.toThrow(/does something else/);
  });

  test.each(['', 'nonsense', 'ct999-df-1-0-1-1-1-1-1', 'ct3-dp9-1-0-1-1-1-1-1', 'ct3-dx-1-0-1-1-1-1-1', 'ct3-dl-1-0-1-1-1-1-1-w'])('%j is refused in words', async (token) => {
    await expect(replay(token, () => {})).rejects.toThrow(/not a replay token/);
  });

  test('a token says everything that decides a schedule', () => {
    const token = { seed: 2 ** 40 + 3, schedule: 9_999, plan: { way: 'pct', depth: 3 }, time: 'idle', busy: 2_000, patience: 20_000, maxSteps: 1_000_000, races: 'judged', length: 812, digest: 0xdeadbeef } as const;
    const text = formatToken(token);
    expect(text.length).toBeLessThanOrEqual(80);
    expect(parseToken(text)).toEqual(token);
  });

  test('the same seed explores the same schedules', async () => {
    const program = await loadText(racy);
    const tokens = async (): Promise<string[]> => (await exploreProgram(program, { schedules: 100, seed: 7 })).outcomes.map(({ replay: token, count }) => `${token} ${count}`);
    expect(await tokens()).toEqual(await tokens());
  });
});
