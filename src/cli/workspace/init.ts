/** `init`: make a workspace, or add what is missing to one. Nothing that is there is ever changed. */
import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { exitCode, WorkspaceError } from '../../errors.ts';
import { findWorkspace } from '../../progress/index.ts';
import { allExercises } from '../choose.ts';
import type { CommandIo } from '../io.ts';
import { openCourse } from '../learner.ts';
import { count } from '../../report/index.ts';
import { ownPackage } from '../own-package.ts';
import { ciFiles, ciNextSteps, type Platform } from './ci.ts';
import { planWorkspace } from './plan.ts';
import type { Pins } from './templates.ts';
import { survey, writeNew, type Survey } from './write.ts';

const mostListed = 20;

export async function initWorkspace(io: CommandIo, dir: string | undefined, mode: 'new' | 'add-missing'): Promise<number> {
  const root = mode === 'new' ? placeForNew(io, dir) : existingPlace(io, dir);
  const course = await openCourse(io);
  const found = await survey(root, await planWorkspace(course, root, pins(io)));
  if (mode === 'new' && found.inTheWay.length > 0) throw inTheWay(root, found.inTheWay);
  await writeNew(root, found.missing);
  for (const line of mode === 'new' ? madeLines(io, root, allExercises(course).length, found) : addedLines(root, found)) io.print(line);
  return exitCode.ok;
}

/** Writes the files with which a teacher's repository grades on a platform. */
export async function initCi(io: CommandIo, dir: string | undefined, platform: Platform): Promise<number> {
  const root = folderFor(io, dir);
  const found = await survey(root, ciFiles(platform, ownPackage().version));
  if (found.inTheWay.length > 0) {
    throw new WorkspaceError('files-in-the-way', [`These files in ${root} are in the way. Nothing was written.`, ...found.inTheWay.map((path) => `  ${path}`)].join('\n'), 'Move them away, or choose another folder.');
  }
  await writeNew(root, found.missing);
  for (const { path } of [...found.missing, ...found.same]) io.print(`${found.missing.length > 0 ? 'Wrote' : 'Already there:'} ${resolve(root, path)}`);
  for (const line of io.quiet ? [] : ciNextSteps(platform)) io.print(line);
  return exitCode.ok;
}

function placeForNew(io: CommandIo, dir: string | undefined): string {
  const root = folderFor(io, dir);
  const outer = findWorkspace(root);
  if (outer === undefined) return root;
  if (outer.root !== root) {
    throw new WorkspaceError('inside-a-workspace', `${root} is inside a workspace already: ${outer.root}.`, 'Choose a folder outside of it.');
  }
  throw new WorkspaceError(
    'already-a-workspace', `${root} is a workspace already. Nothing was changed.`,
    'Run `concurrency-tutor list` to go on, or `concurrency-tutor init --add-missing` to add files that are missing.');
}

/** Adding to a workspace from anywhere in it is fine; so is finishing a folder that is not one yet. */
function existingPlace(io: CommandIo, dir: string | undefined): string {
  const root = folderFor(io, dir);
  return dir === undefined ? (findWorkspace(root)?.root ?? root) : root;
}

function folderFor(io: CommandIo, dir: string | undefined): string {
  const root = resolve(io.cwd, dir ?? '.');
  const kind = statSync(root, { throwIfNoEntry: false });
  if (kind === undefined || kind.isDirectory()) return root;
  throw new WorkspaceError('not-a-folder', `${root} is a file.`, 'Choose another name for the workspace.');
}

function inTheWay(root: string, paths: readonly string[]): WorkspaceError {
  const listed = paths.slice(0, mostListed).map((path) => `  ${path}`);
  const more = paths.length > mostListed ? [`  and ${paths.length - mostListed} more`] : [];
  return new WorkspaceError(
    'files-in-the-way',
    [`These files in ${root} are in the way. Nothing was written.`, ...listed, ...more].join('\n'),
    'Choose an empty folder, or run `concurrency-tutor init --add-missing` to keep them and write only what is missing.');
}

function madeLines(io: CommandIo, root: string, exercises: number, { missing }: Survey): string[] {
  const path = relative(io.cwd, root);
  return [
    `Made a workspace in ${root}: ${count(exercises, 'exercise')}, ${count(missing.length, 'file')}.`,
    ...(io.quiet ? [] : [
      '',
      'Next:',
      ...(path === '' ? [] : [`  cd ${shellWord(path)}`]),
      '  npm install                   once, so that your editor knows the types',
      '  npx concurrency-tutor learn   start learning',
    ]),
  ];
}

function addedLines(root: string, { missing, inTheWay: kept }: Survey): string[] {
  const last = kept.length === 0 ? [] : [`Left as it is: ${count(kept.length, 'file')} that you changed.`];
  if (missing.length === 0) return [`Nothing is missing in ${root}.`, ...last];
  return [`Added to ${root}:`, ...missing.map(({ path }) => `  ${path}`), ...last];
}

/** The versions the workspace needs are the ones this package is built with. */
function pins(io: CommandIo): Pins {
  const { dependencies } = ownPackage();
  return { tutor: io.version, typescript: dependencies['typescript'] ?? '*', nodeTypes: dependencies['@types/node'] ?? '*' };
}

/** A path as a shell reads it back: the line is there to be pasted. */
function shellWord(path: string): string {
  return /^[\p{L}\p{N}_./@+-]+$/u.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
