import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drive, type Drive } from '../../src/explore/index.ts';
import { load } from '../../src/loader/index.ts';

let folder: string;

beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'drive-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

async function driven(source: string, picks: readonly number[]): Promise<Drive> {
  const file = join(folder, 'program.ts');
  await writeFile(file, source);
  return drive(await load(file, { root: folder }), picks, 'ignored');
}

const greetings = `import { run, go, sync } from 'concurrency-tutor';
await run(async () => {
  const group = new sync.WaitGroup();
  group.go(async () => { console.log('a'); });
  group.go(async () => { console.log('b'); });
  await group.wait();
});
`;

test('the program stops at the first choice and says who may go on, and where', async () => {
  const { choices, events, output, findings } = await driven(greetings, []);
  expect(choices).toEqual([
    { who: 'goroutine 2', does: 'begins', line: 4 },
    { who: 'goroutine 3', does: 'begins', line: 5 },
    { who: 'main', does: 'waits for `group`', line: 6 },
  ]);
  expect(events.at(-1)).toEqual({ who: 'main', what: 'starts goroutine 3', line: 5 });
  expect([output, findings]).toEqual(['', []]);
});

test('other choices lead to another output', async () => {
  const ends = await Promise.all([[0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]].map((picks) => driven(greetings, picks)));
  expect(ends.map(({ choices }) => choices)).toEqual([[], []]);
  expect(ends.map(({ output }) => output)).toEqual(['a\nb\n', 'b\na\n']);
});

test('a choice that does not exist is the last one', async () => {
  expect((await driven(greetings, [99])).events.at(-1)).toMatchObject({ who: 'main' });
});

test('the end says what is wrong', async () => {
  const { choices, findings } = await driven(`import { run, chan } from 'concurrency-tutor';
await run(async () => { await chan<number>().receive(); });
`, []);
  expect(choices).toEqual([]);
  expect(findings.map(({ kind }) => kind)).toEqual(['deadlock']);
});

test('a choice between ready cases of a select is the driver\'s, too', async () => {
  const source = `import { run, chan, select } from 'concurrency-tutor';
await run(async () => {
  const a = chan<string>(1);
  const b = chan<string>(1);
  await a.send('a');
  await b.send('b');
  console.log((await select({ a, b })).case);
});
`;
  const { choices } = await driven(source, []);
  expect(choices.map(({ who }) => who)).toEqual(['the select', 'the select']);
});
