/** Which files a workspace consists of. Reads the course, writes nothing. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { Course, Exercise } from '../../course/model.ts';
import { emptyState, workspaceMark } from '../../progress/index.ts';
import { allExercises } from '../choose.ts';
import { exercisesFolder, folderName } from '../exercise-folder.ts';
import { gitignore, packageJson, readme, tsconfigJson, workflow, type Pins } from './templates.ts';

export interface PlannedFile {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string;
  readonly content: Buffer;
}

/** Every file of a new workspace; the state, which makes the folder a workspace, comes last. */
export async function planWorkspace(course: Course, root: string, pins: Pins): Promise<PlannedFile[]> {
  const exercises = await Promise.all(allExercises(course).map(planExercise));
  return [
    text('README.md', readme(course, pins.tutor)),
    text('package.json', packageJson(packageName(basename(root)), pins)),
    text('tsconfig.json', tsconfigJson()),
    text('.gitignore', gitignore()),
    text('.github/workflows/concurrency-tutor.yml', workflow(pins.tutor)),
    ...exercises.flat(),
    text(`${workspaceMark}/state.json`, `${JSON.stringify(emptyState(), null, 2)}\n`),
  ];
}

/** The starter of an exercise, and its task. */
export async function planExercise(exercise: Exercise): Promise<PlannedFile[]> {
  const folder = `${exercisesFolder}/${folderName(exercise)}`;
  const starter = await filesUnder(join(exercise.folder, 'starter'));
  return [
    ...starter.map(({ path, content }) => ({ path: `${folder}/${path}`, content })),
    ...(starter.some(({ path }) => path === 'README.md') ? [] : [text(`${folder}/README.md`, withoutMarks(exercise.readme))]),
  ];
}

/** All files of a folder, by path. */
export async function filesUnder(folder: string): Promise<PlannedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted();
  return Promise.all(files.map(async (file) => ({ path: relative(folder, file).split(sep).join('/'), content: await readFile(file) })));
}

function text(path: string, content: string): PlannedFile {
  return { path, content: Buffer.from(content) };
}

/** The marks in a task are for the author's gate. */
function withoutMarks(markdown: string): string {
  return markdown.replaceAll(/[ \t]*<!--[\s\S]*?-->/g, '');
}

/** A folder's name as npm allows it for a package. */
function packageName(folder: string): string {
  const name = folder.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-').replaceAll(/^-+|-+$/g, '');
  // The package itself cannot be installed into a package of the same name.
  return name === '' || name === 'concurrency-tutor' ? 'my-concurrency-course' : name;
}
