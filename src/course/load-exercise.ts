import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkIds } from './check-ids.ts';
import type { CourseEntry } from './folders.ts';
import type { Inventory } from './inventory.ts';
import type { CheckSpec, Exercise, WrongAnswer } from './model.ts';
import { startOf, type Problems } from './problems.ts';
import { exerciseSchema, type ExerciseData } from './schemas.ts';
import type { LessonSurroundings } from './surroundings.ts';
import { readReadme, readTask, type Task } from './task.ts';
import { readWhenAsked } from './when-asked.ts';
import { readYaml, type YamlData } from './yaml-data.ts';

interface Opened {
  readonly yaml: YamlData<ExerciseData>;
  readonly head: Omit<Exercise, keyof Task>;
}

/** Reads one exercise or project. Whatever is wrong is added to `problems`; `undefined` when too much is missing to go on. */
export async function loadExercise(entry: CourseEntry, around: LessonSurroundings, problems: Problems): Promise<Exercise | undefined> {
  const opened = openExercise(entry, around, problems);
  if (opened === 'missing') return undefined;
  const task = readTask(entry, around, opened?.yaml.data.covers ?? [], problems);
  if (opened === undefined) return undefined;
  await checkSuite(opened.yaml, entry, around.root, problems);
  return { ...opened.head, ...task };
}

/** The same, but the task is read when it is asked for, which throws a CourseError if it is not right; and the suite is left to the judge. */
export async function loadExerciseHead(entry: CourseEntry, around: LessonSurroundings, problems: Problems): Promise<Exercise | undefined> {
  const opened = openExercise(entry, around, problems);
  if (opened === undefined || opened === 'missing') return undefined;
  const task = readWhenAsked((found) => readTask(entry, around, opened.yaml.data.covers, found));
  const readme = readWhenAsked((found) => readReadme(entry, around.root, found));
  return {
    ...opened.head,
    get covers() { return task().covers; },
    get readme() { return readme(); },
    get task() { return task().task; },
  };
}

function openExercise(entry: CourseEntry, { root, lessons, inventory }: LessonSurroundings, problems: Problems): Opened | undefined | 'missing' {
  const file = `${entry.path}/exercise.yaml`;
  if (!existsSync(join(root, file))) {
    problems.add(startOf(file), 'This file is missing; exercises/README.md says what it holds.');
    return 'missing';
  }
  const yaml = readYaml({ text: readFileSync(join(root, file), 'utf8'), file, line: 1 }, exerciseSchema, problems);
  const solutions = findSolutions(entry, root, yaml?.data.files ?? [], problems);
  if (yaml === undefined) return undefined;
  checkReferences(yaml, lessons, inventory, problems);
  checkFiles(yaml, entry, root, problems);
  const { title, minutes, files, exports, limits, hints } = yaml.data;
  const head = {
    id: entry.id, number: entry.number, slug: entry.slug, folder: entry.folder,
    title, minutes, lessons: yaml.data.lessons, files, exports, limits, solutions,
    checks: yaml.data.checks.map(toCheck), hints: [hints[0] ?? '', hints[1] ?? '', hints[2] ?? ''] as const, wrong: yaml.data.wrong.map(toWrong),
  };
  return { yaml, head };
}

function findSolutions(entry: CourseEntry, root: string, files: readonly string[], problems: Problems): readonly string[] {
  const place = `solutions/${entry.folderName}`;
  const folder = join(root, place);
  const names = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name).toSorted()
    : [];
  if (names.length === 0) problems.add(startOf(place), 'This exercise has no reference solution; add a folder here, shaped like starter/.');
  for (const name of names) {
    for (const file of files) {
      if (!existsSync(join(folder, name, file))) problems.add(startOf(`${place}/${name}/${file}`), 'This file is missing; a solution has every file that starter/ has.');
    }
  }
  return names.map((name) => join(folder, name));
}

function checkReferences({ data, position }: YamlData<ExerciseData>, lessons: readonly CourseEntry[], inventory: Inventory, problems: Problems): void {
  data.lessons.forEach((slug, index) => {
    if (!lessons.some((lesson) => lesson.slug === slug)) problems.add(position(['lessons', index]), `There is no lesson \`${slug}\`; the lessons are ${lessons.map((lesson) => lesson.slug).join(', ')}.`);
  });
  checkIds(data.covers.map((id, index) => ({ id, position: position(['covers', index]) })), inventory, problems);
  const ids = data.checks.map((check) => check.id);
  data.checks.forEach((check, index) => {
    checkIds(check.covers.map((id, at) => ({ id, position: position(['checks', index, 'covers', at]) })), inventory, problems);
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

export function toCheck({ id, description, points, covers, dependsOn, visibility }: ExerciseData['checks'][number]): CheckSpec {
  return { id, description, points, covers, ...(dependsOn === undefined ? {} : { dependsOn }), ...(visibility === undefined ? {} : { visibility }) };
}

function toWrong({ path, mistake, caughtBy, says }: ExerciseData['wrong'][number]): WrongAnswer {
  return { path, mistake, caughtBy, ...(says === undefined ? {} : { says }) };
}
