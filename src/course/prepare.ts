/** Makes what `prepared.ts` reads. The build's work. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CourseEntry } from './folders.ts';
import { splitFrontMatter } from './front-matter.ts';
import { readCourse } from './load-course.ts';
import type { Exercise, Lesson } from './model.ts';
import { preparedSchema, type PreparedCourse, type PreparedEntry, type PreparedExercise, type PreparedLesson } from './prepared.ts';

/** The course below `root`, prepared; `undefined` when something is wrong with it, which is for whoever reads it to hear. */
export async function prepareCourse(root: string): Promise<PreparedCourse | undefined> {
  const { course, entries, problems } = await readCourse(root);
  if (problems.length > 0) return undefined;
  const all = [...course.exercises, ...course.projects];
  const lessons = entries.filter(({ kind }) => kind === 'lesson').map((entry) => prepareLesson(entry, course.lessons.find(({ id }) => id === entry.id)));
  const exercises = entries.filter(({ kind }) => kind !== 'lesson').map((entry) => prepareExercise(entry, all.find(({ id }) => id === entry.id)));
  return { schema: preparedSchema, lessons: await Promise.all(lessons), exercises: await Promise.all(exercises) };
}

async function prepareLesson(entry: CourseEntry, lesson: Lesson | undefined): Promise<PreparedLesson> {
  if (lesson === undefined) throw new Error(`${entry.path} could not be read.`);
  const text = await readFile(join(entry.folder, 'lesson.md'), 'utf8');
  const { title, status, minutes, goals, prerequisites } = lesson;
  const { frontMatter } = splitFrontMatter(text, entry.path);
  if (frontMatter === undefined) throw new Error(`${entry.path} has no front matter.`);
  // The line that ends the front matter, and what comes right after it, are part of how the file begins.
  const lines = frontMatter.text.split('\n').length + 2;
  return { entry: placeless(entry), head: { title, status, minutes, goals, prerequisites }, source: text.split(/(?<=\n)/).slice(0, lines).join('') };
}

async function prepareExercise(entry: CourseEntry, exercise: Exercise | undefined): Promise<PreparedExercise> {
  if (exercise === undefined) throw new Error(`${entry.path} could not be read.`);
  const source = await readFile(join(entry.folder, 'exercise.yaml'), 'utf8');
  const { id: _id, number: _number, slug: _slug, folder: _folder, readme: _readme, task: _task, solutions, ...head } = exercise;
  return { entry: placeless(entry), head: { ...head, solutions: solutions.map((folder) => basename(folder)) }, source };
}

function placeless({ kind, id, number, slug, folderName, path }: CourseEntry): PreparedEntry {
  return { kind, id, number, slug, folderName, path };
}
