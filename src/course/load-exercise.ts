import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkIds } from './check-ids.ts';
import type { CourseEntry } from './folders.ts';
import { parseMarkdown, positionOf, toBlocks, type Mark, type MarkdownContext } from './markdown.ts';
import type { Block, CheckSpec, Exercise, WrongAnswer } from './model.ts';
import { startOf, type Problems } from './problems.ts';
import { readPrograms } from './programs.ts';
import { exerciseSchema, type ExerciseData } from './schemas.ts';
import { readYaml, type YamlData } from './yaml-data.ts';

export interface ExerciseSurroundings {
  readonly root: string;
  readonly lessons: readonly CourseEntry[];
}

/** Reads one exercise or project. Whatever is wrong is added to `problems`; `undefined` when too much is missing to go on. */
export async function loadExercise(entry: CourseEntry, { root, lessons }: ExerciseSurroundings, problems: Problems): Promise<Exercise | undefined> {
  const file = `${entry.path}/exercise.yaml`;
  if (!existsSync(join(root, file))) {
    problems.add(startOf(file), 'This file is missing; exercises/README.md says what it holds.');
    return undefined;
  }
  const yaml = readYaml({ text: await readFile(join(root, file), 'utf8'), file, line: 1 }, exerciseSchema, problems);
  const marks: Mark[] = [];
  const { readme, task } = await readTask(entry, root, marks, problems);
  const solutions = await findSolutions(entry, root, yaml?.data.files ?? [], problems);
  checkIds(marks, problems);
  if (yaml === undefined) return undefined;
  checkReferences(yaml, lessons, problems);
  checkFiles(yaml, entry, root, problems);
  await checkSuite(yaml, entry, root, problems);
  const { title, minutes, files, exports, limits, hints, covers } = yaml.data;
  return {
    id: entry.id, number: entry.number, slug: entry.slug, folder: entry.folder,
    title, minutes, lessons: yaml.data.lessons, files, exports, limits, readme, task, solutions,
    covers: [...new Set([...covers, ...marks.map((mark) => mark.id)])],
    checks: yaml.data.checks.map(toCheck), hints: [hints[0] ?? '', hints[1] ?? '', hints[2] ?? ''], wrong: yaml.data.wrong.map(toWrong),
  };
}

async function readTask(entry: CourseEntry, root: string, marks: Mark[], problems: Problems): Promise<{ readme: string; task: readonly Block[] }> {
  const file = `${entry.path}/README.md`;
  if (!existsSync(join(root, file))) {
    problems.add(startOf(file), 'This file is missing; it holds the task.');
    return { readme: '', task: [] };
  }
  const readme = await readFile(join(root, file), 'utf8');
  const { byPath } = await readPrograms(root, entry.folder, 'ignored', problems);
  const context: MarkdownContext = { file, problems, marks, sketches: 'allowed', headingShift: 1, program: (path) => byPath.get(path) };
  const nodes = parseMarkdown(readme).children;
  const title = nodes.findIndex((node) => node.type === 'heading' && node.depth === 1);
  const [extra] = nodes.filter((node, index) => node.type === 'heading' && node.depth === 1 && index !== title);
  if (extra !== undefined) problems.add(positionOf(extra, file), 'A task has one title; use `##` for its parts.');
  return { readme, task: toBlocks(nodes.filter((node) => node.type !== 'heading' || node.depth > 1), context) };
}

async function findSolutions(entry: CourseEntry, root: string, files: readonly string[], problems: Problems): Promise<readonly string[]> {
  const place = `solutions/${entry.folderName}`;
  const folder = join(root, place);
  const names = existsSync(folder)
    ? (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory()).map((one) => one.name).toSorted()
    : [];
  if (names.length === 0) problems.add(startOf(place), 'This exercise has no reference solution; add a folder here, shaped like starter/.');
  for (const name of names) {
    for (const file of files) {
      if (!existsSync(join(folder, name, file))) problems.add(startOf(`${place}/${name}/${file}`), 'This file is missing; a solution has every file that starter/ has.');
    }
  }
  return names.map((name) => join(folder, name));
}

function checkReferences({ data, position }: YamlData<ExerciseData>, lessons: readonly CourseEntry[], problems: Problems): void {
  data.lessons.forEach((slug, index) => {
    if (!lessons.some((lesson) => lesson.slug === slug)) problems.add(position(['lessons', index]), `There is no lesson \`${slug}\`; the lessons are ${lessons.map((lesson) => lesson.slug).join(', ')}.`);
  });
  checkIds(data.covers.map((id, index) => ({ id, position: position(['covers', index]) })), problems);
  const ids = data.checks.map((check) => check.id);
  data.checks.forEach((check, index) => {
    checkIds(check.covers.map((id, at) => ({ id, position: position(['checks', index, 'covers', at]) })), problems);
    if (ids.indexOf(check.id) !== index) problems.add(position(['checks', index, 'id']), `There are two checks \`${check.id}\`; rename one.`);
    if (check.dependsOn !== undefined && !ids.slice(0, index).includes(check.dependsOn)) {
      problems.add(position(['checks', index, 'dependsOn']), `\`${check.dependsOn}\` is not an earlier check; a check depends on one above it.`);
    }
  });
  data.wrong.forEach((wrong, index) => {
    if (!ids.includes(wrong.caughtBy)) problems.add(position(['wrong', index, 'caughtBy']), `There is no check \`${wrong.caughtBy}\`; the checks are ${ids.join(', ')}.`);
  });
}

function checkFiles({ data, position }: YamlData<ExerciseData>, entry: CourseEntry, root: string, problems: Problems): void {
  data.files.forEach((file, index) => {
    if (!existsSync(join(root, entry.path, 'starter', file))) problems.add(position(['files', index]), `\`starter/${file}\` is missing; add it, or correct the name.`);
  });
  data.wrong.forEach((wrong, index) => {
    if (!existsSync(join(root, entry.path, wrong.path))) problems.add(position(['wrong', index, 'path']), `\`${wrong.path}\` is missing; add it, or correct the path.`);
  });
}

async function checkSuite({ data, position }: YamlData<ExerciseData>, entry: CourseEntry, root: string, problems: Problems): Promise<void> {
  const suite = `${entry.path}/suite`;
  if (!existsSync(join(root, suite, 'scenarios.ts'))) problems.add(startOf(`${suite}/scenarios.ts`), 'This file is missing; it drives the learner\'s code.');
  const names = existsSync(join(root, suite)) ? (await readdir(join(root, suite), { recursive: true })).filter((name) => name.endsWith('.test.ts')) : [];
  if (names.length === 0) {
    problems.add(startOf(suite), 'The suite has no `*.test.ts` file; the checks are tests in one.');
    return;
  }
  const text = (await Promise.all(names.map((name) => readFile(join(root, suite, name), 'utf8')))).join('\n');
  data.checks.forEach((check, index) => {
    if (!new RegExp(`['"\`]${check.id}['"\`]`).test(text)) problems.add(position(['checks', index, 'id']), `No test of the suite is named \`${check.id}\`; write it, or correct the id.`);
  });
}

function toCheck({ id, description, points, covers, dependsOn }: ExerciseData['checks'][number]): CheckSpec {
  return { id, description, points, covers, ...(dependsOn === undefined ? {} : { dependsOn }) };
}

function toWrong({ path, mistake, caughtBy, says }: ExerciseData['wrong'][number]): WrongAnswer {
  return { path, mistake, caughtBy, ...(says === undefined ? {} : { says }) };
}
