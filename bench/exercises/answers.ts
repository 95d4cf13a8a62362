/** The answers of a course's exercises, put where a learner's work would be. */
import { cpSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadCourse } from '../../dist/course/index.js';

export interface Answer {
  readonly exercise: string;
  readonly name: string;
  readonly kind: 'solution' | 'wrong';
  /** Puts the answer into an exercise's folder. */
  readonly place: (folder: string) => void;
  /** Name of the exercise's folder in a workspace. */
  readonly folder: string;
}

/** All answers, exercise by exercise; of the wrong ones, every `step`th. */
export async function answersOf(root: string, step: number): Promise<readonly Answer[]> {
  const course = await loadCourse(root);
  return [...course.exercises, ...course.projects].flatMap((exercise) => {
    const starter = join(exercise.folder, 'starter');
    const about = { exercise: exercise.id, folder: `${exercise.id}-${exercise.slug}` };
    const placed = (source: string) => (folder: string): void => {
      rmSync(folder, { recursive: true, force: true });
      cpSync(starter, folder, { recursive: true });
      if (statSync(source).isDirectory()) cpSync(source, folder, { recursive: true });
      else cpSync(source, join(folder, exercise.files[0] ?? ''));
    };
    return [
      ...exercise.solutions.map((source) => ({ ...about, kind: 'solution' as const, name: basename(source), place: placed(source) })),
      ...exercise.wrong.filter((_, index) => index % step === 0).map(({ path }) => ({ ...about, kind: 'wrong' as const, name: basename(path, '.ts'), place: placed(join(exercise.folder, path)) })),
    ];
  });
}
