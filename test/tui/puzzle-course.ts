/** The sample course with every type of item that is more than choices. */
import type { Course, Item } from '../../src/course/model.ts';
import { program, sampleLesson } from '../reader/sample-lesson.ts';
import { sampleCourse } from './sample-course.ts';

const [first, ...others] = sampleCourse.lessons;
if (first === undefined) throw new Error('The sample course has no lesson.');
const [pitfall] = sampleLesson.pitfalls;
if (pitfall?.broken === undefined || pitfall.fixed === undefined) throw new Error('The sample lesson has no pitfall.');
const whole = program('whole.ts', "import { run, go } from 'concurrency-tutor';\n\nawait run(async () => {\n  go(work);\n  await done();\n});\n");
const reasons = { hint: 'Think again.', why: 'That is how it is.' };
const choices = [{ text: 'yes', correct: true, why: 'So it is.' }, { text: 'no', correct: false, why: 'It is not.' }];

const puzzles: readonly Item[] = [
  { id: '1.see', type: 'choice', role: 'pretest', prompt: 'Is it so?', choices },
  { id: '1.see-too', type: 'choice', role: 'pretest', prompt: 'And this?', choices },
  { id: '1.gap', type: 'blank', prompt: 'What starts it?', program: whole, gap: { line: 4, column: 3, text: 'go(work)' }, accept: ['go(work)'], wrong: [{ text: 'work()', why: 'That is a call.' }], ...reasons },
  {
    id: '1.order', type: 'order', prompt: 'Order them.', pieces: [{ text: 'first', why: 'It starts.' }, { text: 'second', why: 'It follows.' }, { text: 'third', why: 'It ends.' }],
    anyOrder: [], distractors: [{ text: 'never', why: 'It does not happen.' }], ...reasons,
  },
  { id: '1.drive', type: 'schedule', prompt: 'Drive it.', program: pitfall.broken, goal: { kind: 'finding', finding: 'deadlock' }, ...reasons },
  { id: '1.fix', type: 'fix', prompt: 'Fix it.', program: pitfall.broken, solution: pitfall.fixed, ...reasons },
  { id: '1.left', type: 'choice', role: 'exit', prompt: 'What is left?', choices },
];

export const puzzleCourse: Course = { ...sampleCourse, lessons: [{ ...first, items: puzzles }, ...others] };
