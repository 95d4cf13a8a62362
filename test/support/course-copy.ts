import { cp, mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The small course that has nothing wrong with it. */
export const fixtureCourse = fileURLToPath(new URL('../fixtures/course', import.meta.url));

/** A copy of the small course, to break. */
export interface CourseCopy {
  readonly root: string;
  /** Replaces words in a file; the words must be there, so that a test cannot pass by missing them. */
  edit(path: string, from: string, to: string): Promise<void>;
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  move(from: string, to: string): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function copyCourse(): Promise<CourseCopy> {
  const root = await mkdtemp(join(tmpdir(), 'course-'));
  await cp(fixtureCourse, root, { recursive: true });
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  return {
    root,
    write,
    async edit(path, from, to) {
      const text = await readFile(join(root, path), 'utf8');
      if (!text.includes(from)) throw new Error(`${path} does not contain ${JSON.stringify(from)}`);
      await write(path, text.replace(from, to));
    },
    remove: (path) => rm(join(root, path), { recursive: true }),
    copy: (from, to) => cp(join(root, from), join(root, to), { recursive: true }),
    async move(from, to) {
      await cp(join(root, from), join(root, to), { recursive: true });
      await rm(join(root, from), { recursive: true });
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}
