import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { renderHint, renderList, type ListDocument } from '../../src/report/index.ts';
import { plain } from './judgements.ts';

const document: ListDocument = {
  schema: 'concurrency-tutor/list/v1',
  lessons: [{ id: 'lesson-1', number: 1, slug: 'goroutines', title: 'Goroutines', state: 'read' }],
  exercises: [
    { id: 'exercise-1', number: 1, slug: 'adder', title: 'Adder', state: 'passed' },
    { id: 'exercise-2', number: 2, slug: 'rate-limiter', title: 'A rate limiter with many kinds of clients', state: 'started' },
  ],
  projects: [{ id: 'project-1', number: 1, slug: 'relay', title: 'Relay', state: 'new' }],
};

test('every state is a word as well as a sign, and the current exercise is marked', () => {
  expect(renderList(document, 'exercise-2', plain)).toBe([
    'Lessons (1 of 1 read)',
    '  ✓ read     1  Goroutines (goroutines)',
    '',
    'Exercises (1 of 2 passed)',
    '  ✓ passed   1  Adder (adder)',
    '→ • started  2  A rate limiter with many kinds of clients (rate-limiter)',
    '',
    'Projects (0 of 1 passed)',
    '    new      1  Relay (relay)',
  ].join('\n'));
});

test('the list fits 40 columns', () => {
  for (const line of renderList(document, 'exercise-2', { ...plain, width: 40 }).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(40);
});

test('a hint says its level and how to get the next', () => {
  const hint = { exercise: 'exercise-1', title: 'Adder', text: 'Look at the loop.' } as const;
  expect(renderHint({ ...hint, level: 2 }, plain)).toBe('Hint 2 of 3 for exercise-1, Adder\n\nLook at the loop.\n\nMore: concurrency-tutor hint exercise-1');
  expect(renderHint({ ...hint, level: 3 }, plain)).toContain('That was the last hint.');
});
