import { expect, test } from 'vitest';
import { racesIn } from './load-races.ts';

/** Two goroutines that each run one of two pieces; what stands after the marks in them races. */
function two(before: string, first: string, second = first, after = ''): string {
  const wg = 'const wg = new sync.WaitGroup();';
  return [wg, before, `wg.go(async () => { ${first} });`, `wg.go(async () => { ${second} });`, 'await wg.wait();', after].join('\n');
}

const racy: Readonly<Record<string, string>> = {
  'an increment of a variable': two('let n = 0;', '/*!*/n++;'),
  'a compound assignment': two('let n = 1;', '/*!*/n *= 2;'),
  'a write and a read of a variable': two('let n = 0;', '/*!*/n = 1;', 'console.log(/*!*/n);'),
  'a read, a pause, a write': two('let n = 0;', 'const before = /*!*/n; await gosched(); n = before + 1;', '/*!*/n = 7;'),
  'an assignment with a pause in its value': two('let n = 0;', '/*!*/n += await Promise.resolve(1);', '/*!*/n = 7;'),
  'a logical assignment': two('let one: string | undefined;', "/*!*/one ??= 'a';"),
  'a variable in a shorthand property': two('let n = 0;', '/*!*/n = 1;', 'console.log({ /*!*/n });'),
  'a variable in a template': two("let name = 'a';", "/*!*/name = 'b';", 'console.log(`${/*!*/name}`);'),
  'a variable that is called': two('let f = (): number => 1;', '/*!*/f = () => 2;', '/*!*/f();'),
  'a variable in a destructuring assignment': two('let n = 0;', '[/*!*/n] = [1];'),
  'a variable that a loop assigns to': two('let n = 0;', 'for (/*!*/n of [1, 2]);'),
  'a parameter': 'const change = async (n: number) => { const wg = new sync.WaitGroup(); for (let i = 0; i < 2; i++) wg.go(async () => { /*!*/n++; }); await wg.wait(); };\nawait change(1);',
  'a variable that all rounds of a loop share': 'const wg = new sync.WaitGroup(); var n = 0;\nfor (let i = 0; i < 2; i++) wg.go(async () => { /*!*/n++; });\nawait wg.wait();',
  'a property': two('const o = { n: 0 };', '/*!*/o.n++;'),
  'a property, written and read': two('const o = { n: 0 };', '/*!*/o.n = 1;', 'console.log(/*!*/o.n);'),
  'a property by a computed name': two("const o: Record<string, number> = { a: 0 }; const key = 'a';", '/*!*/o[key] = 1;', 'console.log(/*!*/o[key]);'),
  'a property of a property': two('const o = { inner: { n: 0 } };', '/*!*/o.inner.n = 1;', 'console.log(/*!*/o.inner.n);'),
  'an optional property': two('const o: { n?: number } | undefined = { n: 0 };', 'o!.n = 1;'.replace('o!', '/*!*/o!'), 'console.log(/*!*/o?.n);'),
  'a deleted property': two('const o: { n?: number } = { n: 0 };', 'delete /*!*/o.n;', 'console.log(/*!*/o.n);'),
  'a property that is asked for with in': two('const o: { n?: number } = { n: 0 };', 'delete /*!*/o.n;', "console.log(/*!*/'n' in o);"),
  'a property in a destructuring': two('const o = { n: 0 };', '/*!*/o.n = 1;', 'const { n } = /*!*/o; console.log(n);'),
  'a property that a pattern assigns to': two('const o = { n: 0 };', '({ a: /*!*/o.n } = { a: 1 });'),
  'a property in a spread': two('const o = { n: 0 };', '/*!*/o.n = 1;', 'console.log({ ... /*!*/o });'),
  'a field': two('class Box { n = 0; async add(): Promise<void> { /*!*/this.n++; } } const box = new Box();', 'await box.add();'),
  'a private field, over a pause': two('class Box { #n = 0; async add(): Promise<void> { const n = /*!*/this.#n; await gosched(); /*!*/this.#n = n + 1; } } const box = new Box();', 'await box.add();'),
  'a static field': two('class Box { static n = 0; }', '/*!*/Box.n++;'),
  'an element': two('const a = [0, 0];', '/*!*/a[1] = 1;', 'console.log(/*!*/a[1]);'),
  'an element of a typed array': two('const a = new Float64Array(2);', '/*!*/a[1] = 1;', 'console.log(/*!*/a[1]);'),
  'copying into a typed array': two('const a = new Float64Array(4);', '/*!*/a.set([1, 2], 1);', 'console.log(/*!*/a[2]);'),
  'copying from an array that is changed': two('const a = new Float64Array(4); const b = [1, 2];', '/*!*/a.set(b);', '/*!*/b[1] = 5;'),
  'a property that Object.assign writes': two('const o = { n: 0 };', 'Object.assign(/*!*/o, { n: 1 });', 'console.log(/*!*/o.n);'),
  'a property that Object.assign reads': two('const o = { n: 0 };', '/*!*/o.n = 1;', 'console.log(Object.assign(/*!*/{}, o));'),
  'a swap of elements': two('const a = [1, 2];', '[/*!*/a[0], a[1]] = [a[1]!, a[0]!];', '/*!*/a[0] = 7;'),
  'pushing onto an array': two('const a: number[] = [];', '/*!*/a.push(1);'),
  'pushing, and looking at the length': two('const a: number[] = [];', '/*!*/a.push(1);', 'console.log(/*!*/a.length);'),
  'sorting, and looking at an element': two('const a = [2, 1];', '/*!*/a.sort();', 'console.log(/*!*/a[0]);'),
  'going through an array that is changed': two('const a = [1, 2];', '/*!*/a[1] = 5;', 'for (const n of /*!*/a) console.log(n);'),
  'spreading an array that is changed': two('const a = [1, 2];', '/*!*/a[1] = 5;', 'console.log(... /*!*/a);'),
  'taking an array apart that is changed': two('const a = [1, 2];', '/*!*/a[1] = 5;', 'const [, second] = /*!*/a; console.log(second);'),
  'an entry of a map, over a pause': two('const m = new Map<string, number>();', "const n = /*!*/m.get('k') ?? 0; await gosched(); m.set('k', n + 1);", "/*!*/m.set('k', 7);"),
  'entries of a map under different keys': two('const m = new Map<number, number>();', '/*!*/m.set(1, 1);', '/*!*/m.set(2, 2);'),
  'the size of a map': two('const m = new Map<number, number>();', '/*!*/m.set(1, 1);', 'console.log(/*!*/m.size);'),
  'going through a map that is changed': two('const m = new Map([[1, 1]]);', '/*!*/m.set(2, 2);', 'for (const [k] of /*!*/m) console.log(k);'),
  'a set': two('const s = new Set<number>();', '/*!*/s.add(1);', 'console.log(/*!*/s.has(1));'),
  'new keys of an object that serves as a map': two('const o: Record<string, number> = {}; const name = (n: number): string => `k${n}`;', '/*!*/o[name(1)] = 1;', '/*!*/o[name(2)] = 2;'),
};

/** The places after the marks, in the file that `racesIn` makes of a body. */
function marked(body: string): string[] {
  return body.split('\n').flatMap((line, index) => [...line.matchAll(/\/\*!\*\/ ?/g)].map((match) => `${index + 2}:${match.index + match[0].length + 1}`)).sort();
}

test.for(Object.entries(racy))('%s', async ([, body]) => {
  const [finding] = await racesIn(body);
  const places = finding?.goroutines.map(({ at }) => `${at?.line}:${at?.column}`) ?? [];
  expect(finding?.kind).toBe('race');
  expect(marked(body)).toEqual(expect.arrayContaining([...new Set(places)]));
  expect(places).toHaveLength(2);
});

test('there are at least thirty', () => {
  expect(Object.keys(racy).length).toBeGreaterThanOrEqual(30);
});

test('the message names both goroutines and what they race over, and says what is missing', async () => {
  const [finding] = await racesIn(two('const stats = { hits: 0 };', 'stats.hits = 1;', 'console.log(stats.hits);'));
  expect(finding?.message).toMatch(/^Goroutine 2 writes `stats\.hits`, at snippet-\d+\.ts:4:21, and goroutine 3 reads it, at snippet-\d+\.ts:5:33; nothing orders the two\./);
  expect(finding?.nextStep).toContain('Guard `stats.hits` with a mutex');
});

test('what one thread cannot get wrong is told as such', async () => {
  const [finding] = await racesIn(two('let n = 0;', 'n++;'));
  expect(finding).toMatchObject({ detail: 'parallel-only', message: expect.stringContaining('armless on one JavaScript thread, a lost update in Go and across threads') as string });
});

test('what a switch can get wrong comes first', async () => {
  const [finding] = await racesIn(two('let n = 0; let m = 0;', 'n++; const seen = m; await gosched(); m = seen + 1;'));
  expect(finding?.detail).toBeUndefined();
  expect(finding?.message).toContain('`m`');
});

test('two goroutines that change a map', async () => {
  const [finding] = await racesIn(two('const seen = new Map<string, number>();', "seen.set('a', 1);", "seen.set('b', 1);"));
  expect(finding).toMatchObject({ detail: 'concurrent-map-write', message: expect.stringContaining('`seen`') as string });
});

test('an add that meets a wait', async () => {
  const [finding] = await racesIn('const wg = new sync.WaitGroup();\ngo(async () => { wg.add(1); await gosched(); wg.done(); });\nawait wg.wait();');
  expect(finding).toMatchObject({ detail: 'waitgroup-misuse' });
  expect(finding?.goroutines.map(({ at }) => at?.line).sort()).toEqual([3, 4]);
});
