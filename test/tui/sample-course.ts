/** A course of three lessons, an exercise and a project, for the screens. */
import type { Course, Exercise, Lesson } from '../../src/course/model.ts';
import type { Judgement } from '../../src/judge/verdict.ts';
import { paragraph, sampleLesson, text } from '../reader/sample-lesson.ts';

const longLesson: Lesson = {
  ...sampleLesson, id: 'lesson-1', number: 1, slug: 'goroutines', title: 'Goroutines',
  explanation: [...sampleLesson.explanation, ...Array.from({ length: 30 }, (_, index) => paragraph(text(`Paragraph ${index + 1} is here to be scrolled to, and it is a little longer than a row of forty columns.`)))],
};

export const sampleExercise: Exercise = {
  id: 'exercise-1', number: 1, slug: 'parallel-sum', title: 'Parallel sum', minutes: 30, lessons: ['goroutines'], covers: [],
  folder: '/course/exercises/01-parallel-sum', task: [paragraph(text('Sum the numbers of several lists at the same time.'))], readme: '',
  files: ['sum.ts'], exports: ['sum'], limits: { seconds: 10, memory: 128, schedules: 200 },
  checks: [
    { id: 'sum', description: 'The sum is right', points: 2, covers: [] },
    { id: 'overlap', description: 'The lists are summed at the same time', points: 3, covers: [] },
  ],
  hints: ['Look at where you wait.', 'Start all before you wait for any.', 'Use a wait group.'], wrong: [], solutions: [],
};

export const sampleCourse: Course = {
  root: '/course',
  inventory: { source: 'course.yaml', groups: new Map(), parts: new Map() },
  lessons: [longLesson, { ...sampleLesson, id: 'lesson-2', number: 2, slug: 'wait-groups', title: 'Wait groups' }, { ...sampleLesson, id: 'lesson-3', number: 3, slug: 'channels', title: 'Channels', questions: [], items: [], status: 'outline' }],
  exercises: [sampleExercise],
  projects: [{ ...sampleExercise, id: 'project-1', slug: 'pipeline', title: 'Data pipeline' }],
  reference: { symptoms: [], techniques: [], criteria: [] },
};

export const sampleJudgement: Judgement = {
  exercise: 'exercise-1', title: 'Parallel sum', score: 2, max: 5, seed: 1, durationMs: 100, suite: '', version: '0.1.0', commitment: '', node: 'v24.0.0', trust: { level: 'isolated', missing: [] }, audited: 0, output: [],
  verdict: { kind: 'fail', checks: [
    { id: 'sum', description: 'The sum is right', status: 'pass', score: 2, max: 2, durationMs: 1, schedules: 200, visibility: 'visible' },
    { id: 'overlap', description: 'The lists are summed at the same time', status: 'fail', score: 0, max: 3, durationMs: 1, schedules: 200, visibility: 'visible', cause: { kind: 'expectation', rationale: 'The second list was begun when the first one was done.', help: 'Start a goroutine for each list.' } },
  ] },
};
