/** Mutation testing of one solution: every mutant before the judge, one after the other. */
import { basename } from 'node:path';
import type { Exercise } from '../../src/course/model.ts';
import { seededRandom } from '../../src/judge/random.ts';
import { suiteHash } from '../../src/judge/suite.ts';
import { argumentsAbout, type Argument } from './argued.ts';
import { compiling } from './compile.ts';
import { keyOf, type Memory } from './memory.ts';
import { mutantsOf, readSolution, type Mutant } from './mutant.ts';
import { tryMutant, type Outcome, type Trial } from './trial.ts';

export interface HuntOptions {
  readonly exercise: Exercise;
  /** Absolute folder of the solution. */
  readonly solution: string;
  readonly seed: number;
  /** Schedules a scenario at first. What survives them is judged again, under the exercise's own number. */
  readonly schedules: number;
  /** So many of the mutants, chosen by the seed. @default all */
  readonly sample?: number;
  /** `survivors`: only those that were alive when they were last judged. `argued`: only those that `mutants.yaml` is about. */
  readonly which: 'all' | 'survivors' | 'argued';
  readonly machinery: string;
  readonly memory: Memory;
  readonly onMutant: (event: { readonly mutant: Mutant; readonly outcome: Outcome; readonly argued: boolean; readonly done: number; readonly total: number }) => void;
}

export interface Judged {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
}

export interface Hunt {
  readonly solution: string;
  /** Mutants that do not compile. */
  readonly rejected: number;
  /** Mutants that compile, chosen or not. */
  readonly possible: number;
  readonly judged: readonly Judged[];
  readonly argued: ReadonlyMap<string, Argument>;
  /** What is wrong with the arguments: they are about no mutant, or about one that is killed. */
  readonly objections: readonly string[];
}

export async function hunt(options: HuntOptions): Promise<Hunt> {
  const { exercise, solution } = options;
  const { files, own } = await readSolution(exercise, solution);
  const all = (await Promise.all([...own].map(([file, sources]) => mutantsOf(file, sources)))).flat();
  const right = await compiling(all, files, [...own.keys()]);
  const possible = all.filter(({ id }) => right.has(id));
  const argued = argumentsAbout(solution);
  const chosen = choose(possible, argued, options);
  const trial = { exercise, files, seed: options.seed, schedules: options.schedules, seconds: await patience({ exercise, files, seed: options.seed, schedules: options.schedules, seconds: exercise.limits.seconds }) };
  const suite = await suiteHash(exercise);
  const judged: Judged[] = [];
  for (const mutant of chosen) {
    const outcome = await outcomeOf(mutant, trial, suite, options);
    judged.push({ mutant, outcome });
    options.onMutant({ mutant, outcome, argued: argued.has(mutant.id), done: judged.length, total: chosen.length });
  }
  return { solution: basename(solution), rejected: all.length - possible.length, possible: possible.length, judged, argued, objections: objections(possible, judged, argued) };
}

function choose(possible: readonly Mutant[], argued: ReadonlyMap<string, Argument>, { sample, seed, which, memory }: HuntOptions): readonly Mutant[] {
  const wanted = {
    all: () => true,
    survivors: ({ id }: Mutant) => memory.lastOutcome(id)?.kind === 'survived',
    argued: ({ id }: Mutant) => argued.has(id),
  };
  const some = possible.filter(wanted[which]);
  if (sample === undefined || sample >= some.length) return some;
  const lucky = new Set(seededRandom(seed).shuffle(some).slice(0, sample));
  return some.filter((mutant) => lucky.has(mutant));
}

/** Five times what the slowest scenario of the solution itself can have taken, in seconds. Throws when the solution does not pass. */
async function patience(trial: Trial): Promise<number> {
  const started = performance.now();
  const outcome = await tryMutant({ id: 'the solution itself', file: '', source: '' }, trial);
  if (outcome.kind === 'killed') throw new Error(`The solution itself fails the check ${outcome.by} (${outcome.how}); its mutants say nothing.`);
  return Math.max(4, Math.min(trial.seconds, 5 * (performance.now() - started) / 1000));
}

async function outcomeOf(mutant: Mutant, trial: Trial, suite: string, { exercise, machinery, memory }: HuntOptions): Promise<Outcome> {
  const others = [...trial.files].flatMap(([file, source]) => [file, file === mutant.file ? mutant.source : source]);
  const key = keyOf([machinery, suite, String(trial.seed), String(trial.schedules), ...others]);
  const known = memory.outcome(key);
  if (known !== undefined) return known;
  const quick = await tryMutant(mutant, trial);
  const outcome = quick.kind === 'killed' ? quick : await tryMutant(mutant, { ...trial, schedules: exercise.limits.schedules, seconds: exercise.limits.seconds });
  memory.add({ key, id: mutant.id, outcome });
  return outcome;
}

function objections(possible: readonly Mutant[], judged: readonly Judged[], argued: ReadonlyMap<string, Argument>): readonly string[] {
  return [...argued.values()].flatMap(({ id, was, now }) => {
    const mutant = possible.find((one) => one.id === id);
    if (mutant === undefined) return [`mutants.yaml argues about ${id}, and there is no such mutant.`];
    if (mutant.was !== was || mutant.now !== now) return [`mutants.yaml says of ${id}: \`${was}\` → \`${now}\`; it is \`${mutant.was}\` → \`${mutant.now}\`.`];
    const outcome = judged.find((one) => one.mutant.id === id)?.outcome;
    return outcome?.kind === 'killed' ? [`mutants.yaml calls ${id} equivalent, and the check ${outcome.by} kills it.`] : [];
  });
}
