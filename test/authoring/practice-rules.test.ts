import { expect, test } from 'vitest';
import { practiceProblems } from '../../src/authoring/practice-rules.ts';
import { courseRoot, loadCourse } from '../../src/course/index.ts';

const file = 'lessons/01-goroutines/items.yaml';

test('every lesson of the course has practice enough, a pretest and an exit ticket', async () => {
  const { lessons } = await loadCourse(courseRoot());
  expect(lessons.flatMap((lesson) => practiceProblems(lesson, lesson.slug))).toEqual([]);
});

test('a complete lesson with too little of it is refused, for each reason', async () => {
  const [lesson] = (await loadCourse(courseRoot())).lessons;
  const items = lesson?.items.filter(({ type, role }) => type === 'choice' && role === undefined).slice(0, 2) ?? [];
  expect(practiceProblems({ status: 'complete', items }, file).map(({ message }) => message)).toEqual([
    'There are 2 items; a complete lesson has at least 12.',
    'The items are of 1 type; a complete lesson has at least 6.',
    'There is no pretest; give a few items `role: pretest`.',
    'There is no exit ticket; give a few items `role: exit`.',
  ]);
});

test('an outline may have none', () => {
  expect(practiceProblems({ status: 'outline', items: [] }, file)).toEqual([]);
});
