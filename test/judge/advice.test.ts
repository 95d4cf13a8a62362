import { expect, test } from 'vitest';
import { courseRoot, loadCourse } from '../../src/course/index.ts';
import { adviceLessons } from '../../src/judge/advice.ts';

test('the lessons that advice sends learners to are in the course', async () => {
  const slugs = (await loadCourse(courseRoot())).lessons.map((lesson) => lesson.slug);
  expect(adviceLessons).toContain('channels');
  expect(adviceLessons.filter((slug) => !slugs.includes(slug))).toEqual([]);
});
