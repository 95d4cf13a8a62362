/** Reads a student's files for one exercise: plain files only, and not too many. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../system-error.ts';
import type { Work, WorkFile } from '../submission.ts';

/** Bounds, so that no submission can fill memory, the disk or the queue. */
const maxFiles = 200;
const maxFile = 512 * 2 ** 10;
const maxTotal = 4 * 2 ** 20;
const maxDepth = 8;
/** What a program may be made of. Everything else (data, archives, editor settings) is not part of the work. */
const kinds = /\.([cm]?[jt]s|json)$/;
const leftOut = new Set(['node_modules', 'dist', 'build', 'coverage']);

export async function readWork(folder: string): Promise<Work> {
  const notes: string[] = [];
  const paths = (await pathsIn(folder, '', 0, notes)).sort();
  const files: WorkFile[] = [];
  let total = 0;
  let changed = 0;
  for (const path of paths) {
    if (files.length === maxFiles) {
      notes.push(`There are more than ${maxFiles} files; the rest was left out.`);
      break;
    }
    const read = await readPlain(join(folder, path), path);
    if ('note' in read) notes.push(read.note);
    else if (total + read.content.length > maxTotal) notes.push(`${path} was left out: together the files have more than ${maxTotal / 2 ** 20} MiB.`);
    else {
      total += read.content.length;
      changed = Math.max(changed, read.changed);
      files.push({ path, content: read.content });
    }
  }
  return { files, hash: hashOf(files), changed: new Date(changed), notes };
}

async function pathsIn(root: string, inside: string, depth: number, notes: string[]): Promise<string[]> {
  const entries = await readdir(join(root, inside), { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.name.startsWith('.')) continue;
    if (entry.isSymbolicLink()) notes.push(`${path} is a link; links are not followed.`);
    else if (entry.isFile() && kinds.test(entry.name)) found.push(path);
    else if (entry.isDirectory() && !leftOut.has(entry.name)) {
      if (depth < maxDepth) found.push(...await pathsIn(root, path, depth + 1, notes));
      else notes.push(`${path} was left out: it lies too deep.`);
    }
  }
  return found;
}

/** Never through a link, and never more than the bound, whatever happens to the file meanwhile. */
async function readPlain(file: string, path: string): Promise<{ readonly content: Buffer; readonly changed: number } | { readonly note: string }> {
  try {
    await using handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stat = await handle.stat();
    if (!stat.isFile()) return { note: `${path} is not a file.` };
    if (stat.size > maxFile) return { note: `${path} was left out: it has ${stat.size} bytes, and ${maxFile} is the most.` };
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(maxFile + 1), 0, maxFile + 1, 0);
    return { content: Buffer.from(buffer.subarray(0, Math.min(bytesRead, maxFile))), changed: stat.mtimeMs };
  } catch (error) {
    return { note: `${path} cannot be read: ${messageOf(error)}.` };
  }
}

function hashOf(files: readonly WorkFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of files) hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

