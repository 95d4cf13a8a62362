/** Starts the tutor on the sample course: `tsx start-sample.ts FOLDER [broken]`, progress in FOLDER. `broken`: a course that throws when its first lesson is opened. */
import { join } from 'node:path';
import type { Course, Exercise } from '../../src/course/model.ts';
import { openProgress } from '../../src/progress/index.ts';
import { learn, practiceBench, type ProgramRun } from '../../src/tui/index.ts';
import { sampleCourse, sampleJudgement } from './sample-course.ts';

const [folder = '.', fault] = process.argv.slice(2);
const course: Course = fault === 'broken' ? brokenCourse() : sampleCourse;

const run: ProgramRun = {
  verdict: 'deadlock', schedules: 200,
  outcomes: [
    { verdict: 'deadlock', output: '', count: 180, unfinished: 0, message: 'All goroutines are asleep: main waits to send on a channel nobody receives from.' },
    { verdict: 'pass', output: 'hello\n', count: 20, unfinished: 0 },
  ],
};

function brokenCourse(): Course {
  const [first, ...others] = sampleCourse.lessons;
  if (first === undefined) throw new Error('The sample course has no lesson.');
  const lesson = { ...first, get explanation(): never { throw new Error('planted error'); } };
  return { ...sampleCourse, lessons: [lesson, ...others] };
}

process.exitCode = await learn({
  course,
  progress: await openProgress(folder),
  // The real runner is tested with the real command; here only the screens count.
  runProgram: async (program) => {
    if (program.path.endsWith('.fixed.ts')) return { verdict: 'pass', schedules: 200, outcomes: [{ verdict: 'pass', output: 'hello\n', count: 200, unfinished: 0 }] };
    return run;
  },
  checkExercise: async () => sampleJudgement,
  fileOf: (exercise: Exercise) => `exercises/${exercise.id}-${exercise.slug}/${exercise.files[0] ?? ''}`,
  practice: practiceBench(join(folder, 'practice')),
  copyOf: (item) => `practice/${item.id}.ts`,
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  now: () => new Date(),
}).catch((error: unknown) => {
  console.error(error);
  return 4;
});
