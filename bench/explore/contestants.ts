import { join } from 'node:path';
import fc from 'fast-check';
import { subjectOf } from '../../dist/explore/explore.js';
import { runSchedule, type Subject } from '../../dist/explore/schedule.js';
import { Sampling } from '../../dist/explore/sampling.js';
import { isOwnFile, load } from '../../dist/loader/index.js';
import { handOver, lostUpdates, nothing, pool, thereAndBack } from '../../test/fixtures/explore-bench/programs.ts';

const programs = { nothing, handOver, lostUpdates, pool, thereAndBack };
export type ProgramName = keyof typeof programs;

/** What runs schedules. */
export interface Contestant {
  readonly name: string;
  /** Runs so many schedules of a program. @returns how many steps they took, where that is known */
  readonly run: (program: ProgramName, schedules: number) => Promise<number>;
  readonly can: (program: ProgramName) => boolean;
}

// They import the package by its name, which only works outside this package of its own.
const root = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'explore-bench');
const file = join(root, 'programs.ts');
const everything = (): boolean => true;

async function explore(subject: Subject, schedules: number, races: 'judged' | 'ignored'): Promise<number> {
  const sampling = new Sampling({ common: { seed: 1, time: 'drift', mayWait: () => false, races }, strategy: 'portfolio', depth: undefined, schedules, maxSteps: undefined });
  let steps = 0;
  for (let how = sampling.next(); how; how = sampling.next()) {
    const result = await runSchedule(subject, how);
    sampling.took(result);
    steps += result.steps;
  }
  return steps;
}

/** The same lost updates, as fast-check's scheduler takes them: every pause is a promise that it settles. */
async function fastCheck(schedules: number): Promise<void> {
  await fc.assert(fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    let n = 0;
    const worker = async (): Promise<void> => {
      for (let i = 0; i < 2; i++) {
        const before = n;
        await scheduler.schedule(Promise.resolve());
        n = before + 1;
      }
    };
    await scheduler.waitFor(Promise.all([worker(), worker(), worker()]));
  }), { numRuns: schedules });
}

export async function contestants(): Promise<Contestant[]> {
  const [told, plain] = [await load(file, { root, tells: isOwnFile }), await load(file, { root })];
  return [
    { name: 'a function', can: everything, run: (program, schedules) => explore({ kind: 'function', main: programs[program] }, schedules, 'ignored') },
    { name: 'a module, evaluated afresh', can: everything, run: async (program, schedules) => explore(await subjectOf(plain, { export: program }), schedules, 'ignored') },
    { name: 'instrumented, races off', can: everything, run: async (program, schedules) => explore(await subjectOf(told, { export: program }), schedules, 'ignored') },
    { name: 'instrumented, races on', can: everything, run: async (program, schedules) => explore(await subjectOf(told, { export: program }), schedules, 'judged') },
    {
      name: 'fast-check', can: (program) => program === 'lostUpdates',
      run: async (_program, schedules) => {
        await fastCheck(schedules);
        return Number.NaN;
      },
    },
  ];
}
