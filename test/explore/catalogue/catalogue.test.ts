import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exploreProgram, type Report } from '../../../src/explore/index.ts';
import { loadText } from '../load-text.ts';
import { cases, type Case } from './cases.ts';

/** Enough for each strategy to have its turn. */
const SCHEDULES = 4;

let server: Server;
beforeAll(async () => {
  server = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
afterAll(() => { server.close(); });

function sourceOf({ imports = '', main }: Case): string {
  const { port } = server.address() as AddressInfo;
  return [
    `import { run, go, chan, time, context, select, errgroup, gosched, runtime, sync } from 'concurrency-tutor';`,
    imports,
    `const url = 'http://127.0.0.1:${port}/', file = ${JSON.stringify(fileURLToPath(import.meta.url))};`,
    `await run(async () => {`,
    main,
    `});`,
  ].join('\n');
}

async function reportOf(each: Case, io: 'allow' | 'forbid'): Promise<Report> {
  return (await exploreProgram(await loadText(sourceOf(each)), { schedules: SCHEDULES, io })).report;
}

/** What a report says, in the words of the catalogue. */
function verdictOf({ verdict, controlled }: Report): string {
  return verdict === 'pass' && !controlled ? 'real' : verdict;
}

function marked(source: string): number {
  return source.split('\n').findIndex((line) => line.includes('// here')) + 1;
}

test('the catalogue has every kind of thing, and more than thirty of them', () => {
  expect(cases.length).toBeGreaterThan(30);
  expect(new Set(cases.map(({ expected }) => expected))).toEqual(new Set(['pass', 'real', 'unawaited', 'uncontrolled', 'error']));
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

describe.each(['pass', 'real', 'unawaited', 'uncontrolled', 'error'])('called %s', (kind) => {
  test.each(cases.filter(({ expected }) => expected === kind))('$name: $because', async (each) => {
    const report = await reportOf(each, 'allow');
    expect(verdictOf(report), report.findings[0]?.message).toBe(kind);
    if (!each.main.includes('// here')) return;
    expect(report.findings[0]?.message).toContain(`program.ts:${marked(sourceOf(each))}:`);
  });
});

test.each(cases.filter(({ expected }) => expected === 'real'))('$name is called uncontrolled when nothing real is allowed', async (each) => {
  const report = await reportOf(each, 'forbid');
  expect(report.verdict, report.findings[0]?.message).toBe('uncontrolled');
});
