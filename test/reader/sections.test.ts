import { expect, test } from 'vitest';
import { findSection, sectionsOf } from '../../src/reader/index.ts';
import { sampleLesson } from './sample-lesson.ts';

test.each([
  ['pitfalls', 'pitfalls'], ['Pit', 'pitfalls'], ['where', 'where-to-use'], ['Where to use', 'where-to-use'],
  ['real-world', 'example'], ['example', 'example'], ['q', 'questions'], ['nonsense', undefined], ['', undefined],
])('%j means the section %s', (word, section) => {
  expect(findSection(word)).toBe(section);
});

test('a lesson without questions and items has no such sections', () => {
  expect(sectionsOf({ ...sampleLesson, questions: [], items: [] })).toEqual(['explanation', 'where-to-use', 'snippet', 'example', 'pitfalls']);
});
