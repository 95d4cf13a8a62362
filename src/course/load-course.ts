import { resolve } from 'node:path';
import { courseError } from './course-error.ts';
import { findFolders, type CourseEntry } from './folders.ts';
import { loadExercise, loadExerciseHead } from './load-exercise.ts';
import { complainAboutParts, readCourseFile } from './course-file.ts';
import { loadLesson, loadLessonHead } from './load-lesson.ts';
import type { Course, Exercise, Lesson, Reference } from './model.ts';
import { Problems, type Problem } from './problems.ts';
import { loadReference } from './reference/load-reference.ts';
import type { LessonSurroundings } from './surroundings.ts';
import { readWhenAsked } from './when-asked.ts';

/** A course as far as it can be read. */
export interface CourseReading {
  /** What could be read; an entry with problems may be missing. */
  readonly course: Course;
  /** Every lesson and exercise there is a folder for. */
  readonly entries: readonly CourseEntry[];
  readonly problems: readonly Problem[];
}

/** How the parts of a course are read. */
interface Loaders {
  lesson(entry: CourseEntry, around: LessonSurroundings, problems: Problems): Lesson | undefined;
  exercise(entry: CourseEntry, around: LessonSurroundings, problems: Problems): Promise<Exercise | undefined>;
  /** @returns how to get it */
  reference(around: LessonSurroundings, problems: Problems): () => Reference;
}

/**
 * Reads the course below the folder `root` as far as a list of it needs: front matter and `exercise.yaml`. The text of a
 * lesson or a task is read when it is asked for, so that a command pays only for what it shows, and a mistake in one
 * lesson does not hide the others. Throws a CourseError that holds every problem, each as `file:line:column: sentence`.
 */
export async function loadCourse(root: string): Promise<Course> {
  const { course, problems } = await readWith({
    lesson: loadLessonHead, exercise: loadExerciseHead,
    reference: (around) => readWhenAsked((found) => loadReference(around, found)),
  }, root);
  if (problems.length > 0) throw courseError(problems);
  return course;
}

/** Reads the whole course and says what is wrong with it. For authors; everybody else wants `loadCourse`. */
export async function readCourse(root: string): Promise<CourseReading> {
  return readWith({
    lesson: loadLesson, exercise: loadExercise,
    reference: (around, found) => {
      const reference = loadReference(around, found);
      return () => reference;
    },
  }, root);
}

async function readWith(load: Loaders, folder: string): Promise<CourseReading> {
  const root = resolve(folder);
  const found = new Problems();
  const entries = await findFolders(root, found);
  const of = (kind: CourseEntry['kind']): readonly CourseEntry[] => entries.filter((entry) => entry.kind === kind);
  const { name, title, inventory } = readCourseFile(root, found);
  complainAboutParts(inventory, entries.map((entry) => entry.id), found);
  const around = { root, lessons: of('lesson'), inventory };
  const exercisesOf = async (kind: 'exercise' | 'project'): Promise<readonly Exercise[]> => {
    const loaded = await Promise.all(of(kind).map((entry) => load.exercise(entry, around, found)));
    return loaded.filter((one) => one !== undefined);
  };
  const lessons = of('lesson').map((entry) => load.lesson(entry, around, found)).filter((one) => one !== undefined);
  const reference = load.reference(around, found);
  const own = name === undefined || title === undefined ? {} : { name, title };
  const course = { root, ...own, inventory, lessons, exercises: await exercisesOf('exercise'), projects: await exercisesOf('project'), get reference() { return reference(); } };
  return { course, entries, problems: found.list() };
}
