/**
 * A copy of what a learner handed in, made once and judged instead of it: plain files only, no more than a submission needs, none that a
 * link leads to from elsewhere. What is in the folder besides, and what becomes of it while the judge works, is of no account.
 */
import { constants } from 'node:fs';
import { chown, mkdir, open, opendir, realpath, writeFile } from 'node:fs/promises';
import { dirname, extname, join, sep } from 'node:path';

export interface StagingOptions {
  /** The learner's folder. */
  readonly from: string;
  /** An existing folder for the copy. */
  readonly to: string;
  /** The exercise's files, which are copied before any others. */
  readonly first: readonly string[];
  /** A user to whom the copy is to belong. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/** Sources and plain data that a program can import. */
const extensions: ReadonlySet<string> = new Set(['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.json', '.txt']);
const maxFiles = 200;
const maxEntries = 5000;
const maxDepth = 8;
/** Bytes, of one file and of all together. */
const maxFile = 512 * 2 ** 10;
const maxBytes = 8 * 2 ** 20;

/** What does not fit is left out; the judge then says of a file that is asked for that it is missing. */
export async function stage({ from, to, first, owner }: StagingOptions): Promise<void> {
  const root = await realpath(from).catch(() => undefined);
  if (root === undefined) return;
  const room = { files: maxFiles, bytes: maxBytes };
  const done = new Set<string>();
  for await (const file of candidates(root, first)) {
    if (done.has(file) || room.files === 0) continue;
    done.add(file);
    const content = await contentOf(root, file, Math.min(room.bytes, maxFile));
    if (content === undefined) continue;
    room.files -= 1;
    room.bytes -= content.length;
    const path = join(to, file);
    const made = await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { flag: 'wx' });
    if (owner !== undefined) await Promise.all([path, ...(made === undefined ? [] : [made])].map((one) => chown(one, owner.uid, owner.gid)));
  }
}

/** Paths relative to the root, with forward slashes. */
async function* candidates(root: string, first: readonly string[]): AsyncGenerator<string> {
  yield* first;
  yield* walk(root, '', { entries: maxEntries }, 0);
}

async function* walk(root: string, folder: string, room: { entries: number }, depth: number): AsyncGenerator<string> {
  const entries = await opendir(join(root, folder)).catch(() => undefined);
  if (entries === undefined) return;
  for await (const entry of entries) {
    room.entries -= 1;
    if (room.entries < 0) return;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory() && depth < maxDepth) yield* walk(root, path, room, depth + 1);
    else if (!entry.isDirectory() && extensions.has(extname(entry.name))) yield path;
  }
}

/** A link may lead to another file of the folder. Opening must not wait: a pipe of this name would keep us for ever. */
async function contentOf(root: string, file: string, most: number): Promise<Buffer | undefined> {
  try {
    const real = await realpath(join(root, file));
    if (!real.startsWith(root + sep)) return undefined;
    await using handle = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const { size } = await handle.stat().then((stats) => ({ size: stats.isFile() ? stats.size : Infinity }));
    if (size > most) return undefined;
    const content = Buffer.alloc(size);
    const { bytesRead } = await handle.read(content, 0, size, 0);
    return content.subarray(0, bytesRead);
  } catch {
    return undefined;
  }
}
