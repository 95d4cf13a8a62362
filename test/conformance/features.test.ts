import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { features } from './features.ts';

/** Whether a file has a test of that title, as a call that is not commented out. */
function hasTest(file: string, title: string): boolean {
  let text: string;
  try {
    text = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
  } catch {
    return false;
  }
  const written = title.replaceAll(/['\\]/g, String.raw`\$&`);
  return text.split('\n').some((line) => line.includes(`('${written}',`) && !line.trimStart().startsWith('//') && !/\b(?:describe|todo|skip)(?:\.each)?\(/.test(line));
}

test('every feature from F1 to F72 stands in the table once, in order', () => {
  expect(features.map(({ id }) => id)).toEqual(Array.from({ length: 72 }, (_, index) => `F${index + 1}`));
});

test.each(features.flatMap((feature) => ('tests' in feature ? [feature] : [])))('$id, $name: its tests exist', ({ tests }) => {
  expect(tests.filter(([file, title]) => !hasTest(file, title))).toEqual([]);
});

test('what has no test has a reason', () => {
  const without = features.flatMap((feature) => ('reason' in feature ? [feature] : []));
  expect(without.map(({ id }) => id)).toEqual(['F22', 'F65']);
  for (const { reason } of without) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
});

test('a test that is not there would be noticed', () => {
  expect(hasTest('conformance/features.test.ts', 'what has no test has a reason')).toBe(true);
  expect(hasTest('conformance/features.test.ts', 'what has no test has a reason, really')).toBe(false);
  expect(hasTest('conformance/no-such-file.test.ts', 'x')).toBe(false);
});
