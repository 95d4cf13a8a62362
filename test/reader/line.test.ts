import chalk from 'chalk';
import stringWidth from 'string-width';
import { afterEach, expect, test } from 'vitest';
import { cut, highlight, printable, tickedText, wrap } from '../../src/reader/index.ts';
import { inlineText } from '../../src/reader/inline.ts';
import { tableLines } from '../../src/reader/table.ts';

const level = chalk.level;
afterEach(() => { chalk.level = level; });

test('tabs reach the next multiple of four columns', () => {
  expect(printable('\ta\tbc\td')).toBe('    a   bc  d');
});

test('nothing that moves the cursor is left in a text', () => {
  expect(printable('a\u001b[2Jb\rc\u0007d\r\ne')).toBe('abcd\ne');
});

test('a long line of code is cut with a mark at each end that goes on', () => {
  const line = { kind: 'code', text: 'abcdefghij' } as const;
  expect(cut(line, 10)).toBe('abcdefghij');
  expect(cut(line, 6)).toBe('abcde→');
  expect(cut(line, 6, 2)).toBe('←defg→');
  expect(cut(line, 6, 4)).toBe('←fghij');
});

test('prose does not move when code is scrolled sideways', () => {
  expect(cut({ kind: 'prose', text: 'short' }, 10, 4)).toBe('short');
});

test('wide characters count as two columns when a line is cut', () => {
  expect(stringWidth(cut({ kind: 'code', text: '並行處理並行處理' }, 7))).toBeLessThanOrEqual(7);
});

test('a word longer than the line is broken on a screen and kept in plain text', () => {
  expect(wrap('https://example.org/a', 10, 'break').length).toBe(3);
  expect(wrap('https://example.org/a', 10, 'keep').length).toBe(1);
});

test('code stays on one row where it fits on one, and is broken at its blanks where it does not', () => {
  const rows = (text: string, width: number) => wrap(tickedText(text), width, 'keep').map((line) => line.text);
  expect(rows('Then `await wg.wait()` comes back.', 16)).toEqual(['Then `await', 'wg.wait()` comes', 'back.']);
  expect(rows('Then `await wg.wait()` comes back.', 17)).toEqual(['Then', '`await wg.wait()`', 'comes back.']);
});

test.each([0, 1])('held code comes out with ordinary blanks, with colour level %i', (colour) => {
  chalk.level = colour as 0 | 1;
  const [line] = wrap(inlineText([{ kind: 'code', text: 'a b' }, { kind: 'text', text: '\u00a0c' }]), 20, 'break');
  expect(printable(line?.text ?? '').replaceAll('`', '')).toBe('a b c');
});

test('a table breaks no code where the columns can be divided so that it fits', () => {
  const code = (text: string) => [{ kind: 'code', text }] as const;
  const words = (text: string) => [{ kind: 'text', text }] as const;
  const table = { header: [words('Write'), words('What happens')], rows: [[code('go(async () => work())'), words('the function runs beside the others and nobody waits')]] };
  const rows = tableLines(table, 50, 'keep').map((line) => line.text);
  expect(rows[2]).toMatch(/^`go\(async \(\) => work\(\)\)` {2}the function/);
  for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(50);
});

test.each(['ts', 'go', 'sh', 'json', 'diff'])('%s is coloured when colours are on', (language) => {
  chalk.level = 1;
  const source = { ts: 'const a = "b";', go: 'func main() {}', sh: 'if true; then echo "a"; fi', json: '{"a": 1}', diff: '+added' }[language] ?? '';
  expect(highlight(source, language).join('\n')).toContain('\u001b[');
});

test('colour changes no character and no line of a program', () => {
  const source = '/* a\n   b */\nconst text = `x\n  y`;\n';
  const bare = highlight(source, 'ts');
  chalk.level = 1;
  const coloured = highlight(source, 'ts');
  expect(coloured.map((line) => printable(line))).toEqual(bare);
  // A colour that reached over the end of a line would bleed into whatever stands to its right.
  for (const line of coloured.filter((row) => row.includes('\u001b['))) expect(line).toMatch(/\u001b\[(39|22)m[^\u001b]*$/);
});

test('a language that is not known is shown as it is', () => {
  chalk.level = 1;
  expect(highlight('main -> worker', 'text')).toEqual(['main -> worker']);
});
