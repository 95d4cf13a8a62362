import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startOf, type Problems } from './problems.ts';

export type EntryKind = 'lesson' | 'exercise' | 'project';

/** A lesson or an exercise as its folder's name gives it; whether its files are right is another matter. */
export interface CourseEntry {
  readonly kind: EntryKind;
  /** `lesson-3`, `exercise-3`, `project-1`. */
  readonly id: string;
  readonly number: number;
  readonly slug: string;
  /** Name of the folder: `03-channels`. */
  readonly folderName: string;
  /** Absolute folder. */
  readonly folder: string;
  /** The folder's path relative to the course root. */
  readonly path: string;
}

/** Finds the folders of all lessons, exercises and projects, in order. Wrong names and doubled numbers are problems. */
export async function findFolders(root: string, problems: Problems): Promise<readonly CourseEntry[]> {
  const lessons = await entriesOf(root, 'lessons', problems);
  const exercises = await entriesOf(root, 'exercises', problems);
  return [...lessons, ...exercises];
}

async function entriesOf(root: string, place: 'lessons' | 'exercises', problems: Problems): Promise<readonly CourseEntry[]> {
  if (!existsSync(join(root, place))) {
    problems.add(startOf(place), `The folder ${place}/ is missing.`);
    return [];
  }
  const found: CourseEntry[] = [];
  for (const entry of await readdir(join(root, place), { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
    const path = `${place}/${entry.name}`;
    const named = parseFolderName(entry.name, place);
    if (named === undefined) {
      problems.add(startOf(path), `A folder here is named \`NN-slug\`${place === 'exercises' ? ' or `project-N-slug`' : ''}: digits, then small letters, digits and hyphens.`);
      continue;
    }
    found.push({ ...named, id: `${named.kind}-${named.number}`, folderName: entry.name, folder: join(root, path), path });
  }
  return dropDoubles(found.toSorted((a, b) => compareKind(a, b) || a.number - b.number), problems);
}

function parseFolderName(name: string, place: 'lessons' | 'exercises'): Pick<CourseEntry, 'kind' | 'number' | 'slug'> | undefined {
  const match = /^(?<project>project-)?(?<number>\d+)-(?<slug>[a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(name);
  const { project, number = '', slug = '' } = match?.groups ?? {};
  if (match === null || Number(number) === 0) return undefined;
  if (place === 'lessons') return project === undefined && number.length === 2 ? { kind: 'lesson', number: Number(number), slug } : undefined;
  if (project !== undefined) return { kind: 'project', number: Number(number), slug };
  return number.length === 2 ? { kind: 'exercise', number: Number(number), slug } : undefined;
}

function dropDoubles(entries: readonly CourseEntry[], problems: Problems): readonly CourseEntry[] {
  return entries.filter((entry, index) => {
    const earlier = entries.slice(0, index).find((other) => other.id === entry.id || other.slug === entry.slug);
    if (earlier === undefined) return true;
    const what = earlier.id === entry.id ? `the number ${entry.number}` : `the name ${entry.slug}`;
    problems.add(startOf(entry.path), `${earlier.path} has ${what} already; rename this folder.`);
    return false;
  });
}

function compareKind(a: CourseEntry, b: CourseEntry): number {
  const order: readonly EntryKind[] = ['lesson', 'exercise', 'project'];
  return order.indexOf(a.kind) - order.indexOf(b.kind);
}
