/** Where a process, a thread or a program of somebody else enters this package; paths below `src/`. */
export const entries: readonly string[] = [
  // The package's faces, as package.json exports them.
  'index.ts', 'testing.ts', 'vitest.ts', 'suite.ts', 'instrumented.ts',
  // What other modules start by its address.
  'judge/child.ts', 'loader/thread-main.ts', 'authoring/program-child.ts', 'cli/run/explore-thread.ts', 'course/late.ts',
];

/** Packages that every command needs. They are put into the bundle, because finding and reading their files takes longer than running them. */
export const inlined: readonly string[] = ['commander', 'chalk', 'env-paths'];

/** The command line's beginning: a file that holds all that a short command needs. */
export const front = 'cli/main.ts';

/** Modules of which a process must have one only, although the front uses them, too. Errors are told apart by their class. */
export const single: readonly string[] = ['errors.ts'];
