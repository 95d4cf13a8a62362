import { describe, expect, test } from 'vitest';
import { findExercise, findLesson } from '../../src/course/index.ts';
import type { Course, Exercise, Lesson } from '../../src/course/index.ts';
import { UsageError } from '../../src/errors.ts';

// Only the names matter here.
const lesson = (number: number, slug: string) => ({ id: `lesson-${number}`, number, slug }) as Lesson;
const exercise = (kind: string, number: number, slug: string) => ({ id: `${kind}-${number}`, number, slug }) as Exercise;
const course: Pick<Course, 'lessons' | 'exercises' | 'projects'> = {
  lessons: [lesson(1, 'goroutines'), lesson(2, 'wait-groups'), lesson(3, 'channels'), lesson(4, 'channel-buffers')],
  exercises: [exercise('exercise', 1, 'pipeline'), exercise('exercise', 3, 'worker-pool'), exercise('exercise', 10, 'adaptive-limiter')],
  projects: [exercise('project', 1, 'data-pipeline'), exercise('project', 2, 'chat')],
};
const problem = (find: () => unknown): string => {
  try {
    find();
  } catch (error) {
    if (error instanceof UsageError) return `${error.code} ${error.message} ${error.nextStep}`;
    throw error;
  }
  return 'found';
};

describe('a lesson is found by', () => {
  test.each([['2'], ['lesson-2'], ['wait-groups'], ['wait'], ['02-wait-groups'], ['Wait-Groups'], ['02']])('%s', (name) => {
    expect(findLesson(course, name).id).toBe('lesson-2');
  });
});

describe('an exercise or project is found by', () => {
  test.each([
    ['1', 'exercise-1'], ['exercise-1', 'exercise-1'], ['project-1', 'project-1'], ['worker', 'exercise-3'], ['10', 'exercise-10'],
    ['data-pipeline', 'project-1'], ['pipeline', 'exercise-1'], ['project-2-chat', 'project-2'], ['c', 'project-2'],
  ])('%s', (name, id) => {
    expect(findExercise(course, name).id).toBe(id);
  });
});

describe('otherwise the error says what could be meant', () => {
  test('a beginning of several names lists them', () => {
    expect(problem(() => findLesson(course, 'chan'))).toBe('ambiguous-lesson “chan” could be channels (lesson-3) or channel-buffers (lesson-4). Write a few letters more, or the number.');
    expect(problem(() => findExercise(course, 'project'))).toContain('data-pipeline (project-1) or chat (project-2)');
  });

  test('a misspelt name gets the nearest', () => {
    expect(problem(() => findLesson(course, 'chanels'))).toBe('unknown-lesson There is no lesson “chanels”. Did you mean channels?');
    expect(problem(() => findExercise(course, 'worker-pol'))).toContain('Did you mean worker-pool?');
  });

  test('anything else gets the list', () => {
    expect(problem(() => findLesson(course, '9'))).toContain('Use a number, an id or a name: goroutines, wait-groups, channels, channel-buffers.');
    expect(problem(() => findExercise(course, '2'))).toContain('There is no exercise “2”.');
    expect(problem(() => findLesson({ lessons: [] }, '1'))).toContain('This course has no lessons yet.');
  });
});
