/**
 * The course as the build left it: what front matter and `exercise.yaml` say, read beforehand. Reading these files takes ten times as
 * long as starting Node, so commands that only need names and limits take them from here, after making sure that nothing has changed.
 */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { CourseEntry } from './folders.ts';
import type { LessonContent } from './lesson-content.ts';
import type { Course, Exercise, Lesson } from './model.ts';

export const preparedSchema = 'concurrency-tutor/prepared-course/v1';

export type PreparedEntry = Pick<CourseEntry, 'kind' | 'id' | 'number' | 'slug' | 'folderName' | 'path'>;
type Placed = 'id' | 'number' | 'slug' | 'folder';
type LessonHead = Omit<Lesson, Placed | keyof LessonContent>;
type ExerciseHead = Omit<Exercise, Placed | 'readme' | 'task' | 'solutions'> & {
  /** Names of the folders in `solutions/`. */
  readonly solutions: readonly string[];
};

export interface PreparedLesson {
  readonly entry: PreparedEntry;
  readonly head: LessonHead;
  /** How lesson.md began: the front matter, and the line after it. */
  readonly source: string;
}

export interface PreparedExercise {
  readonly entry: PreparedEntry;
  readonly head: ExerciseHead;
  /** exercise.yaml, as it was. */
  readonly source: string;
}

export interface PreparedCourse {
  readonly schema: typeof preparedSchema;
  readonly lessons: readonly PreparedLesson[];
  readonly exercises: readonly PreparedExercise[];
}

/** What is prepared in `file` of the course below `root`; `undefined` when there is nothing, or the course has changed since. */
export function readPrepared(root: string, file: string): PreparedCourse | undefined {
  try {
    const prepared = JSON.parse(readFileSync(file, 'utf8')) as PreparedCourse;
    return prepared.schema === preparedSchema && isUnchanged(root, prepared) ? prepared : undefined;
  } catch {
    // Missing or damaged: the course itself is what counts.
    return undefined;
  }
}

function isUnchanged(root: string, { lessons, exercises }: PreparedCourse): boolean {
  return sameFolders(join(root, 'lessons'), lessons)
    && sameFolders(join(root, 'exercises'), exercises)
    && lessons.every(({ entry, source }) => startOf(join(root, entry.path, 'lesson.md'), Buffer.byteLength(source)) === source)
    && exercises.every(({ entry, source }) => readFileSync(join(root, entry.path, 'exercise.yaml'), 'utf8') === source);
}

function sameFolders(parent: string, parts: readonly { readonly entry: PreparedEntry }[]): boolean {
  const there = readdirSync(parent, { withFileTypes: true }).filter((one) => one.isDirectory() && !one.name.startsWith('.')).map(({ name }) => name);
  return there.length === parts.length && parts.every(({ entry }) => there.includes(entry.folderName));
}

function startOf(file: string, bytes: number): string {
  const buffer = Buffer.alloc(bytes);
  const descriptor = openSync(file, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, bytes, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** What reads the rest of a course, when it is asked for. */
export interface LateReader {
  lesson(entry: CourseEntry, around: Surroundings): Lesson;
  task(entry: CourseEntry, around: Surroundings, covers: readonly string[]): () => Pick<Exercise, 'covers' | 'readme' | 'task'>;
  readme(entry: CourseEntry, around: Surroundings): () => string;
  reference(around: Surroundings): () => Course['reference'];
  readonly inventory: Course['inventory'];
}

interface Surroundings {
  readonly root: string;
  readonly lessons: readonly CourseEntry[];
}

/** The course that is prepared. The text of lessons and tasks is read by what `late` gives, when it is asked for. */
export function courseFrom({ lessons, exercises }: PreparedCourse, root: string, late: () => LateReader): Course {
  const placed = (entry: PreparedEntry): CourseEntry => ({ ...entry, folder: join(root, entry.path) });
  const around = { root, lessons: lessons.map(({ entry }) => placed(entry)) };
  const exercisesOf = (kind: 'exercise' | 'project') => exercises.filter(({ entry }) => entry.kind === kind).map((one) => exerciseFrom(one, placed(one.entry), around, late));
  const reference = once(() => late().reference(around));
  return {
    root,
    lessons: lessons.map((one) => lessonFrom(one, placed(one.entry), around, late)),
    exercises: exercisesOf('exercise'), projects: exercisesOf('project'),
    get reference() { return reference()(); },
    get inventory() { return late().inventory; },
  };
}

function lessonFrom({ head }: PreparedLesson, entry: CourseEntry, around: Surroundings, late: () => LateReader): Lesson {
  const whole = once(() => late().lesson(entry, around));
  const { id, number, slug, folder } = entry;
  return {
    id, number, slug, folder, ...head,
    get covers() { return whole().covers; },
    get explanation() { return whole().explanation; },
    get whereToUse() { return whole().whereToUse; },
    get snippet() { return whole().snippet; },
    get example() { return whole().example; },
    get pitfalls() { return whole().pitfalls; },
    get questions() { return whole().questions; },
    get items() { return whole().items; },
    get programs() { return whole().programs; },
  };
}

function exerciseFrom({ head }: PreparedExercise, entry: CourseEntry, around: Surroundings, late: () => LateReader): Exercise {
  const { solutions, covers, ...rest } = head;
  const task = once(() => late().task(entry, around, covers));
  const readme = once(() => late().readme(entry, around));
  const { id, number, slug, folder } = entry;
  return {
    id, number, slug, folder, ...rest, solutions: solutions.map((name) => join(around.root, 'solutions', entry.folderName, name)),
    get covers() { return task()().covers; },
    get readme() { return readme()(); },
    get task() { return task()().task; },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
