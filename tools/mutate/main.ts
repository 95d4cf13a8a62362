/**
 * Mutation testing of the exercises' suites: makes every small mistake in a reference solution, one at a time, and has the judge
 * look at it. A suite has to notice; where it cannot, because no program can tell the two apart, `solutions/NN-slug/mutants.yaml` says why.
 *
 *     npm run mutate -- exercise-3 [--solution monitor] [--sample 50] [--seed 1] [--schedules 25] [--survivors | --argued]
 *
 * Results are kept in `.mutants/`, so that a run that was stopped goes on where it was; a changed suite, judge or runtime begins
 * anew. `--survivors` judges only what was alive before the change, `--argued` only what the reasons are about. Exit code 0: nothing survives without a reason.
 */
import { setPriority } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findExercise, loadCourse } from '../../src/course/index.ts';
import { hunt, type Hunt } from './hunt.ts';
import { hashOfMachinery, Memory } from './memory.ts';
import { argumentStub, mutantLine, summaryLine, survivors } from './text.ts';

const root = resolve(import.meta.dirname, '..', '..');

const { values, positionals } = parseArgs({ allowPositionals: true, options: {
  solution: { type: 'string' }, sample: { type: 'string' }, seed: { type: 'string', default: '1' }, schedules: { type: 'string', default: '25' },
  survivors: { type: 'boolean', default: false }, argued: { type: 'boolean', default: false }, course: { type: 'string', default: root },
} });

// People work beside this.
setPriority(15);
const course = await loadCourse(resolve(values.course));
const exercises = positionals.map((name) => findExercise(course, name));
if (exercises.length === 0) {
  console.error('Say which exercise: npm run mutate -- exercise-3');
  process.exitCode = 2;
}
const machinery = hashOfMachinery(root);
for (const exercise of exercises) {
  const solutions = exercise.solutions.filter((folder) => values.solution === undefined || basename(folder) === values.solution);
  if (solutions.length === 0) throw new Error(`${exercise.id} has no solution ${values.solution}; it has ${exercise.solutions.map((folder) => basename(folder)).join(', ')}.`);
  for (const solution of solutions) {
    report(await hunt({
      exercise, solution, seed: Number(values.seed), schedules: Number(values.schedules), which: values.survivors ? 'survivors' : values.argued ? 'argued' : 'all', machinery,
      memory: new Memory(join(root, '.mutants', `${exercise.id}-${basename(solution)}.jsonl`)),
      ...(values.sample === undefined ? {} : { sample: Number(values.sample) }),
      onMutant: ({ mutant, outcome, argued, done, total }) => console.log(`${done}/${total}  ${mutantLine(mutant, outcome, argued)}`),
    }));
  }
}

function report(result: Hunt): void {
  const alive = survivors(result);
  if (alive.length > 0) console.log(`\nSurvivors:\n${alive.map(argumentStub).join('\n')}\n`);
  for (const objection of result.objections) console.log(objection);
  console.log(summaryLine(result));
  if (alive.length > 0 || result.objections.length > 0) process.exitCode = 1;
}
