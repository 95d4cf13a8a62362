import { expect, test } from 'vitest';
import { courseRoot, loadCourse } from '../../../src/course/index.ts';
import { topics } from '../../../src/explore/index.ts';
import { findingKinds } from '../../../src/explore/report.ts';

const { lessons } = await loadCourse(courseRoot());
const pitfalls = new Map(lessons.map(({ slug, pitfalls: of }) => [slug, new Set(of.map(({ id }) => id))]));

test.for(Object.entries(topics))('%s leads to a pitfall that the course has, in the lesson that it names', ([, { lesson, pitfall }]) => {
  expect(pitfalls.get(lesson), `there is no lesson ${lesson}`).toBeDefined();
  expect([...pitfalls.get(lesson) ?? []]).toContain(pitfall);
});

test('every kind of finding is a topic', () => {
  expect(Object.keys(topics)).toEqual(expect.arrayContaining([...findingKinds]));
});

test('codes are kinds, or kinds with a detail', () => {
  const odd = Object.keys(topics).filter((code) => !findingKinds.some((kind) => code === kind || (code.startsWith(`${kind}.`) && /^[a-z-]+$/.test(code.slice(kind.length + 1)))));
  expect(odd).toEqual([]);
});
