import { resolve } from 'node:path';
import { CourseError } from '../errors.ts';
import { findFolders, type CourseEntry } from './folders.ts';
import { loadExercise } from './load-exercise.ts';
import { loadLesson } from './load-lesson.ts';
import type { Course, Exercise, Lesson } from './model.ts';
import { formatProblem, Problems, type Problem } from './problems.ts';

/** A course as far as it can be read. */
export interface CourseReading {
  /** What could be read; an entry with problems may be missing. */
  readonly course: Course;
  /** Every lesson and exercise there is a folder for. */
  readonly entries: readonly CourseEntry[];
  readonly problems: readonly Problem[];
}

/** Reads the whole course below the folder `root`. Throws a CourseError that holds every problem, each as `file:line:column: sentence`. */
export async function loadCourse(root: string): Promise<Course> {
  const { course, problems } = await readCourse(root);
  if (problems.length > 0) throw courseError(problems);
  return course;
}

/** Reads the whole course and says what is wrong with it. For authors; everybody else wants `loadCourse`. */
export async function readCourse(folder: string): Promise<CourseReading> {
  const root = resolve(folder);
  const found = new Problems();
  const entries = await findFolders(root, found);
  const around = { root, lessons: entries.filter((entry) => entry.kind === 'lesson') };
  const of = async <T>(kind: CourseEntry['kind'], load: (entry: CourseEntry) => Promise<T | undefined>): Promise<readonly T[]> => {
    const loaded = await Promise.all(entries.filter((entry) => entry.kind === kind).map(load));
    return loaded.filter((one): one is Awaited<T> & T => one !== undefined);
  };
  const lessons = await of<Lesson>('lesson', (entry) => loadLesson(entry, around, found));
  const exercises = await of<Exercise>('exercise', (entry) => loadExercise(entry, around, found));
  const projects = await of<Exercise>('project', (entry) => loadExercise(entry, around, found));
  return { course: { root, lessons, exercises, projects }, entries, problems: found.list() };
}

export function courseError(problems: readonly Problem[]): CourseError {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return new CourseError('course-invalid', `The course has ${count}.`, 'Mend the places listed, then run `concurrency-tutor course check`.', problems.map(formatProblem));
}
