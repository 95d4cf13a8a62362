/** Putting planned files on the disk without ever replacing one. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WorkspaceError } from '../../errors.ts';
import { codeOf, messageOf } from '../../system-error.ts';
import type { PlannedFile } from './plan.ts';

export interface Survey {
  readonly missing: readonly PlannedFile[];
  /** There, with the planned content. */
  readonly same: readonly PlannedFile[];
  /** Paths of other things that are where a file should go. */
  readonly inTheWay: readonly string[];
}

/** Compares the plan with what is there. */
export async function survey(root: string, plan: readonly PlannedFile[]): Promise<Survey> {
  const missing: PlannedFile[] = [];
  const same: PlannedFile[] = [];
  const inTheWay = new Set<string>();
  for (const file of plan) {
    const blocker = await fileAmongParents(root, file.path);
    if (blocker !== undefined) {
      inTheWay.add(blocker);
      continue;
    }
    const there = await contentOf(join(root, file.path));
    if (there === 'nothing') missing.push(file);
    else if (there !== 'something else' && there.equals(file.content)) same.push(file);
    else inTheWay.add(file.path);
  }
  return { missing, same, inTheWay: [...inTheWay] };
}

/** Writes files that are not there yet. Should one have appeared meanwhile, it is left alone and the command fails. */
export async function writeNew(root: string, files: readonly PlannedFile[]): Promise<void> {
  for (const { path, content } of files) {
    const target = join(root, path);
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content, { flag: 'wx' });
    } catch (error) {
      throw new WorkspaceError('cannot-write', `${target} cannot be written: ${messageOf(error)}.`, 'Make sure that you may write there, and run the command again: what is written already is kept.', { cause: error });
    }
  }
}

/** A file where the plan needs a folder. */
async function fileAmongParents(root: string, path: string): Promise<string | undefined> {
  const parts = path.split('/');
  for (let length = 1; length < parts.length; length += 1) {
    const parent = parts.slice(0, length).join('/');
    const kind = await stat(join(root, parent)).catch(() => undefined);
    if (kind !== undefined && !kind.isDirectory()) return parent;
  }
  return undefined;
}

async function contentOf(file: string): Promise<Buffer | 'nothing' | 'something else'> {
  try {
    return await readFile(file);
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'nothing' : 'something else';
  }
}
