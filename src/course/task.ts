import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkIds } from './check-ids.ts';
import type { CourseEntry } from './folders.ts';
import { parseMarkdown, positionOf, toBlocks, type Mark, type MarkdownContext } from './markdown.ts';
import type { Exercise } from './model.ts';
import { startOf, type Problems } from './problems.ts';
import { readPrograms } from './programs.ts';
import type { LessonSurroundings } from './surroundings.ts';

/** What an exercise's README.md holds. */
export type Task = Pick<Exercise, 'covers' | 'readme' | 'task'>;

/** The task as written; empty, and a problem, when there is none. */
export function readReadme(entry: CourseEntry, root: string, problems: Problems): string {
  const file = `${entry.path}/README.md`;
  if (existsSync(join(root, file))) return readFileSync(join(root, file), 'utf8');
  problems.add(startOf(file), 'This file is missing; it holds the task.');
  return '';
}

/** Reads and parses the task. `covers`: the ids that exercise.yaml names. Whatever is wrong is added to `problems`. */
export function readTask(entry: CourseEntry, { root, inventory }: LessonSurroundings, covers: readonly string[], problems: Problems): Task {
  const file = `${entry.path}/README.md`;
  const readme = readReadme(entry, root, problems);
  const { byPath } = readPrograms(root, entry.folder, 'ignored', problems);
  const marks: Mark[] = [];
  const context: MarkdownContext = { file, problems, inventory, marks, sketches: 'allowed', headingShift: 1, program: (path) => byPath.get(path) };
  const nodes = parseMarkdown(readme).children;
  const title = nodes.findIndex((node) => node.type === 'heading' && node.depth === 1);
  const [extra] = nodes.filter((node, index) => node.type === 'heading' && node.depth === 1 && index !== title);
  if (extra !== undefined) problems.add(positionOf(extra, file), 'A task has one title; use `##` for its parts.');
  const task = toBlocks(nodes.filter((node) => node.type !== 'heading' || node.depth > 1), context);
  checkIds(marks, inventory, problems);
  return { covers: [...new Set([...covers, ...marks.map((mark) => mark.id)])], readme, task };
}
