import { expect, test } from 'vitest';
import { renderExerciseText } from '../../src/reader/index.ts';
import { sampleExercise } from '../tui/sample-course.ts';

test('a task starts with its title, time, points and what it practises', () => {
  expect(renderExerciseText(sampleExercise, { width: 76 })).toBe([
    'Exercise 1: Parallel sum',
    'About 30 minutes, 5 points. Practises: goroutines.',
    '',
    'Sum the numbers of several lists at the same time.',
    '',
  ].join('\n'));
});
