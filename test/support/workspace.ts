/** A workspace as `init` makes it, in a folder of its own for each test. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { smallCourse, tutor, type Ended, type TutorOptions } from './tutor.ts';
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

export interface TestWorkspace extends TemporaryFolder {
  /** Runs the program in the workspace. */
  tutor(args: readonly string[], options?: Partial<TutorOptions>): Promise<Ended>;
  /** Replaces the files of an exercise by our solution. */
  solve(folder: string, solution: string): Promise<void>;
  state(): Promise<State>;
}

interface State {
  readonly current?: string;
  readonly exercises: Readonly<Record<string, { readonly state: string; readonly attempts: number; readonly hints: number; readonly bestScore: number }>>;
  readonly lessons: Readonly<Record<string, { readonly state: string; readonly sectionsRead: readonly string[] }>>;
}

export async function newWorkspace(): Promise<TestWorkspace> {
  const folder = await temporaryFolder();
  const made = await tutor(['init'], { cwd: folder.path });
  if (made.code !== 0) throw new Error(`init failed: ${made.stderr}`);
  return {
    ...folder,
    tutor: (args, options = {}) => tutor(args, { cwd: folder.path, ...options }),
    solve: (exercise, solution) => cp(join(smallCourse, 'solutions', solution), join(folder.path, 'exercises', exercise), { recursive: true }),
    state: async () => JSON.parse(await folder.read('.concurrency-tutor/state.json')) as State,
  };
}
