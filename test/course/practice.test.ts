import { describe, expect, test } from 'vitest';
import { arrangedSource, filledSource, indented, judgeArrangement, judgeBlank, offered, rightOrders } from '../../src/course/index.ts';
import type { ArrangeItem, BlankItem } from '../../src/course/model.ts';
import { program } from '../reader/sample-lesson.ts';

const file = program('snippet.ts', 'const a = 1;\nconst b = 2;\ngo(() => {\n  use(a, b);\n});\n');

const blank: BlankItem = {
  id: '99.gap', type: 'blank', prompt: 'What is used?', program: file, gap: { line: 4, column: 3, text: 'use(a, b)' }, accept: ['use(a, b)', 'use(b, a)'],
  wrong: [{ text: 'use(a)', why: 'That leaves b out.' }], hint: 'Both.', why: 'Both are needed.',
};

const parsons: ArrangeItem = {
  id: '99.build', type: 'parsons', prompt: 'Build it.', program: file, lines: { from: 1, to: 5 }, anyOrder: [[0, 1]], hint: 'h', why: 'w',
  pieces: file.source.trimEnd().split('\n').map((text) => ({ text })), distractors: [{ text: 'const c = 3;', why: 'Nobody uses c.' }],
};

describe('a gap', () => {
  test.each(['use(a, b)', ' use( a,b ) ', 'use(b, a);'])('%j is right: blanks that part no words do not count', (answer) => {
    expect(judgeBlank(blank, answer)).toEqual({ kind: 'right' });
  });

  test('a listed wrong answer has its own reason, another one has none', () => {
    expect(judgeBlank(blank, 'use( a )')).toEqual({ kind: 'wrong', listed: { text: 'use(a)', why: 'That leaves b out.' } });
    expect(judgeBlank(blank, 'usea')).toEqual({ kind: 'wrong' });
  });

  test('is filled where it is and nowhere else', () => {
    expect(filledSource(blank, '____')).toBe(file.source.replace('use(a, b)', '____'));
  });
});

describe('pieces', () => {
  const lines = parsons.pieces.map(({ text }) => text);

  test('are offered without indentation, with the strays, always in the same wrong order', () => {
    const texts = offered(parsons).map(({ text }) => text);
    expect(texts.toSorted()).toEqual([...lines.map((line) => line.trim()), 'const c = 3;'].toSorted());
    expect(offered(parsons)).toEqual(offered(parsons));
    expect(judgeArrangement(parsons, texts.filter((text) => text !== 'const c = 3;')).kind).toBe('wrong');
  });

  test('in the written order are right, and where the order does not matter, in the other one, too', () => {
    const [first = '', second = '', ...rest] = lines;
    expect(judgeArrangement(parsons, lines)).toEqual({ kind: 'right' });
    expect(judgeArrangement(parsons, [second, first, ...rest])).toEqual({ kind: 'right' });
    expect(judgeArrangement(parsons, [first, first, ...rest])).toMatchObject({ kind: 'wrong', good: 1 });
  });

  test('in a wrong order: it is said how many are right, which are strays, how many are missing', () => {
    expect(judgeArrangement(parsons, [lines[0] ?? '', 'const c = 3;'])).toEqual({ kind: 'wrong', good: 1, strays: parsons.distractors, missing: 3 });
    expect(judgeArrangement(parsons, [...lines, 'const c = 3;']).kind).toBe('wrong');
    expect(judgeArrangement(parsons, [])).toMatchObject({ good: 0, missing: 5 });
  });

  test('all right orders can be listed and made into programs', () => {
    const orders = rightOrders(parsons, 12);
    expect(orders).toHaveLength(2);
    expect(orders.map((order) => arrangedSource(parsons, order))).toContain('const b = 2;\nconst a = 1;\ngo(() => {\n  use(a, b);\n});\n');
  });

  test('are indented by the brackets before them', () => {
    expect(indented(['run(async () => {', 'try {', 'use();', '} catch {', 'stop();', '}', '});'])).toEqual(['run(async () => {', '  try {', '    use();', '  } catch {', '    stop();', '  }', '});']);
  });
});
