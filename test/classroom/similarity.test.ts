import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { similarPairs } from '../../src/classroom/similarity/pairs.ts';
import { tokensOf } from '../../src/classroom/similarity/tokens.ts';
import { gramSize, windowSize, winnow } from '../../src/classroom/similarity/winnow.ts';
import type { Work } from '../../src/classroom/submission.ts';

const root = new URL('../../', import.meta.url);
const source = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

function work(text: string): Work {
  return { files: [{ path: 'client.ts', content: Buffer.from(text) }], hash: '', changed: new Date(0), notes: [] };
}

/** Another's program as one hands it in: names changed, lines broken elsewhere, comments added, numbers and texts replaced. */
function disguised(text: string): string {
  return text
    .replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(?<![.\w'"`/@-])([a-z]\w{3,})(?=\s*[,:=)(\].])(?!\w*['"`/])/g, (name) => (/^(await|async|return|const|function|export|import|while|throw|this|else|super|case|default|from|true|false|undefined|string|number|boolean|void|unknown|catch|typeof|yield|using|never|null|break|switch|class|interface|type|readonly|extends)$/.test(name) ? name : `${name}Own`))
    .replaceAll(/\n\s*/g, '\n // mine\n')
    .replaceAll(/\b\d+\b/g, '77');
}

const alike = (programs: Readonly<Record<string, string>>, starter = '', threshold = 0.6) =>
  similarPairs(Object.entries(programs).map(([student, text]) => ({ student, work: work(text) })), { exercise: 'exercise-2', starter: work(starter), threshold });

test('a copy is found whatever its names, comments, numbers and line breaks; an independent solution is not', async () => {
  const [layers, byHand, starter] = await Promise.all(['solutions/02-rate-limited-client/layers/client.ts', 'solutions/02-rate-limited-client/by-hand/client.ts', 'exercises/02-rate-limited-client/starter/client.ts'].map(source));
  const pairs = alike({ ada: layers ?? '', ben: byHand ?? '', cem: disguised(layers ?? '') }, starter);
  expect(pairs.map(({ students }) => students)).toEqual([['ada', 'cem']]);
  expect(pairs[0]?.share).toBeGreaterThan(0.8);
  expect(pairs[0]?.passages[0]?.[0]).toMatchObject({ file: 'client.ts', from: expect.any(Number), to: expect.any(Number) });
});

test('what the starter gives does not count', async () => {
  const given = await source('solutions/02-rate-limited-client/layers/client.ts');
  expect(alike({ ada: given, ben: given }, given)).toEqual([]);
  expect(alike({ ada: given, ben: given })).toHaveLength(1);
});

test('what much of a class has in common does not count', async () => {
  const common = await source('solutions/02-rate-limited-client/layers/client.ts');
  const group = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`student-${index}`, common]));
  expect(alike(group)).toEqual([]);
});

test('two short programs say nothing', () => {
  const short = 'export async function sum(numbers) { let total = 0; for await (const n of numbers) total += n; return total; }';
  expect(alike({ ada: short, ben: short }, '', 0)).toEqual([]);
});

test('tokens: names are one, what comes after a dot stays, comments, imports and the values of literals are nothing', () => {
  const texts = (text: string): string => tokensOf(text).map((token) => token.text).join(' ');
  expect(texts('import { a } from "x";\nconst jobs = /* c */ chan<number>(3); // end\nawait jobs.send(`a${1}`);')).toBe('const N = N < number > ( L ) await N . send ( L )');
  expect(texts('const r = /[/"]+/g; x = a / b / c;')).toBe('const N = L N = N / N / N');
  expect(texts('unfinished "text\nnext `never ends')).toBe('N L N L');
});

test('every passage as long as the guarantee leaves a fingerprint, wherever it begins', () => {
  const passage = Array.from({ length: gramSize + windowSize - 1 }, (_, index) => ({ text: `p${index}`, line: 1 }));
  const filler = (name: string, length: number) => Array.from({ length }, (_, index) => ({ text: `${name}${index * 7 % 31}`, line: 1 }));
  for (let before = 0; before < 20; before += 1) {
    const one = winnow([...filler('a', before), ...passage, ...filler('b', 9)]);
    const other = winnow([...filler('c', 13), ...passage, ...filler('d', before)]);
    expect([...one.keys()].filter((hash) => other.has(hash)).length).toBeGreaterThan(0);
  }
});
