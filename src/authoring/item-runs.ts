/** Runs what items say is right, and what they say is wrong. */
import type { CodeItem, Item, Lesson, ScheduleItem } from '../course/index.ts';
import { runAndCompare, type ProgramBench } from './check-program.ts';
import type { Variant, Variants } from './item-variants.ts';
import type { Known } from './known.ts';
import { parallel } from './parallel.ts';
import type { GateProblem } from './results.ts';

/** What of a lesson's items does not hold when it is run. */
export async function itemRunProblems(lesson: Lesson, file: string, bench: ProgramBench, { variants, known }: { readonly variants: Variants; readonly known: Known }): Promise<readonly GateProblem[]> {
  const few = { ...bench, schedules: Math.min(bench.schedules, 200) };
  const found = await parallel(lesson.items.filter((item) => !known.item(lesson, item)), 2, async (item) => {
    const problems = await problemsOf(item, few, variants);
    if (problems.length === 0) known.keepItem(lesson, item);
    return problems.map((message) => ({ file, message: `${item.id}: ${message}` }));
  });
  return found.flat();
}

async function problemsOf(item: Item, bench: ProgramBench, variants: Variants): Promise<readonly string[]> {
  switch (item.type) {
    case 'blank': case 'parsons': {
      const problems = [];
      for (const variant of variants.of(item)) problems.push(await variantProblem(variant, { ...bench, root: variants.root }));
      return problems.filter((problem) => problem !== undefined);
    }
    case 'fix': case 'write': return codeProblems(item, bench);
    case 'schedule': return scheduleProblems(item, bench);
    case 'choice': case 'multi': case 'predict-output': case 'predict-verdict': case 'spot-bug': case 'order': return [];
  }
}

async function variantProblem({ answer, isRight, program, refused }: Variant, bench: ProgramBench): Promise<string | undefined> {
  const complaints = refused === undefined ? await runAndCompare(program, bench) : [refused];
  if (isRight) return complaints.length === 0 ? undefined : `${answer} counts as right, and is not:\n${complaints.join('\n')}`;
  return complaints.length > 0 ? undefined : `${answer} counts as wrong, but the program does the same with it. Accept it, or remove it.`;
}

/** The solution does what it says, which is checked with all programs; here, that it says something a learner can be judged by, and that there is something to do. */
async function codeProblems({ type, program, solution }: CodeItem, bench: ProgramBench): Promise<readonly string[]> {
  const { expectation } = solution;
  if (expectation === undefined) return [`${solution.path} says nothing about itself; a solution needs \`// expect:\`.`];
  const sick = expectation.claims.find(({ kind }) => kind === 'finding' || kind === 'type-error' || kind === 'lint' || kind === 'unfinished');
  if (sick !== undefined) return [`${solution.path} claims ${sick.kind === 'finding' ? sick.finding : sick.kind}; a solution has nothing wrong with it.`];
  const complaints = await runAndCompare({ ...program, expectation }, bench);
  return complaints.length > 0 ? [] : [`${program.path} does already what ${solution.path} does; there is nothing to ${type}.`];
}

/** Ways that are tried before it counts as impossible. */
const mostWays = 2_000;

/** Some way of choosing must lead to the goal. */
async function scheduleProblems({ program, goal }: ScheduleItem, bench: ProgramBench): Promise<readonly string[]> {
  const answer = await bench.runner.seek({ file: program.file, root: bench.root, goal, tries: mostWays });
  if (answer.kind !== 'sought') return [`${program.path} cannot be driven: ${answer.kind === 'failed' ? answer.message : answer.kind}`];
  return answer.found ? [] : [`No way of choosing was found that leads to the goal, in ${mostWays} tries.`];
}
