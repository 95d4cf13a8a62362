/** The tutor on the whole terminal. Loads Ink and React: import it only when a person sits at a terminal. */
export { learn, type LearnOptions } from './learn.tsx';
export { practiceBench, type PracticeBench } from './practice-bench.ts';
export type { Outcome, ProgramRun } from './program-run.ts';
export { programRunner, type RunProgram } from './run-program.ts';
