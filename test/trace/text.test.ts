import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { stripVTControlCharacters } from 'node:util';
import { traceDump, traceLanes, traceTable, type TraceStyle } from '../../src/trace/index.ts';
import type { TraceEvent } from '../../src/testing.ts';
import { findingOf, poolSource } from './sample-finding.ts';

const unicode: TraceStyle = { width: 80, colour: 'none', glyphs: 'unicode' };
const ascii: TraceStyle = { ...unicode, glyphs: 'ascii' };

const bank = `import { run, sync, time } from 'concurrency-tutor';
class Account { readonly mu = new sync.Mutex(); }
async function transfer(from: Account, to: Account): Promise<void> {
  await from.mu.lock();
  await time.sleep(1);
  await to.mu.lock();
}
await run(async () => {
  const [alice, bob] = [new Account(), new Account()];
  const both = new sync.WaitGroup();
  both.go(transfer, alice, bob);
  both.go(transfer, bob, alice);
  await both.wait();
});
`;
const [locks, pool] = [await findingOf(bank), await findingOf(poolSource)];

/** A long trace of many goroutines. */
const crowd = {
  goroutines: [{ id: 3, name: 'worker', state: 'chan send' }],
  trace: Array.from({ length: 300 }, (_, index): TraceEvent => ({
    step: index + 1, time: 0, goroutine: (index % 12) + 1, kind: index === 290 ? 'waits' : 'does', what: 'sends on `jobs`', call: `jobs.send('a rather long value ${index}')`,
  })),
};

describe('a table', () => {
  test.each([['unicode', unicode], ['ascii', ascii], ['wide', { ...unicode, width: 120 }]] as const)('%s: one column for each goroutine (vitest -u renews it)', async (name, style) => {
    await expect([...traceTable(locks.finding, style), '', ...traceTable(pool.finding, style)].join('\n')).toMatchFileSnapshot(`table.${name}.txt`);
  });

  test('of a long trace the middle is left out, and counted', () => {
    const lines = traceTable(crowd, unicode, { rows: 12 });
    expect(lines.filter((line) => /\d+ more events/.test(line))).toEqual(['   ⋮  288 more events']);
    expect(lines.at(-1)).toContain("299')");
  });

  test('goroutines for whom there is no column share one, with their numbers', () => {
    const [head = ''] = traceTable(crowd, unicode);
    expect(head).toMatch(/^step {2}main +goroutine 3 +goroutine 12 +9 others$/);
    expect(traceTable(crowd, unicode).join('\n')).toMatch(/\b11: jobs\.send/);
  });

  test('what a program says cannot command the terminal', () => {
    const evil = { goroutines: [], trace: [{ step: 1, time: 0, goroutine: 1, kind: 'throws', what: 'throws: \u001B[2Jgone\nnext' }] as TraceEvent[] };
    expect(traceTable(evil, unicode).join('')).not.toMatch(/\u001B|\ngone/);
  });
});

describe('lanes', () => {
  test.each([['unicode', unicode], ['ascii', ascii]] as const)('%s: one line for each goroutine (vitest -u renews it)', async (name, style) => {
    await expect([...traceLanes(locks.finding, style), '', ...traceLanes(pool.finding, style)].join('\n')).toMatchFileSnapshot(`lanes.${name}.txt`);
  });

  test('of a long trace the middle is one column, and counted', () => {
    expect(traceLanes(crowd, unicode).at(-1)).toMatch(/⋯ \d+ events/);
  });
});

test('a dump has the shape of Go\'s', () => {
  expect(traceDump(locks.finding).join('\n')).toBe([
    'goroutine 2 [sync.Mutex.Lock]:', 'transfer(...)  waits for the lock `bob.mu`', '\tprogram.ts:6:15', 'created by a go statement', '\tprogram.ts:11:8', '',
    'goroutine 3 [sync.Mutex.Lock]:', 'transfer(...)  waits for the lock `alice.mu`', '\tprogram.ts:6:15', 'created by a go statement', '\tprogram.ts:12:8', '',
    'goroutine 1 [sync.WaitGroup.Wait]:', 'main(...)  waits for the wait group `both`', '\tprogram.ts:13:14',
  ].join('\n'));
});

test.each([40, 60, 80, 120])('nothing is wider than a terminal of %i columns, and colours change no text', (width) => {
  for (const story of [locks.finding, pool.finding, crowd]) {
    for (const glyphs of ['unicode', 'ascii'] as const) {
      const [plain, coloured] = (['none', 'ansi'] as const).map((colour) => [...traceTable(story, { width, colour, glyphs }), ...traceLanes(story, { width, colour, glyphs })]);
      expect(coloured?.map((line) => stripVTControlCharacters(line).trimEnd())).toEqual(plain?.map((line) => line.trimEnd()));
      for (const line of plain ?? []) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
      if (glyphs === 'ascii') expect(plain?.join('')).toMatch(/^[\x20-\x7E]*$/);
    }
  }
});
