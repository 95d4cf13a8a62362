/** Which course the commands work on: the one that came with the program, or the one somebody names. */
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { courseRoot } from '../course/root.ts';
import { CourseError } from '../errors.ts';
import type { CommandIo } from './io.ts';

/** The folder of the built-in course, or of the one that `--course` or CONCURRENCY_TUTOR_COURSE names: a folder, or an installed package. */
export function courseFolder({ course, cwd }: Pick<CommandIo, 'course' | 'cwd'>): string {
  if (course === undefined) return courseRoot();
  const folder = resolve(cwd, course);
  if (isFolder(folder)) return folder;
  const installed = installedPackage(course, cwd);
  if (installed !== undefined) return installed;
  throw new CourseError('no-such-course', `There is no course ${course}: no such folder in ${cwd}, and no installed package.`,
    'Give --course a folder that holds lessons/ and exercises/, or the name of a package that is installed here.');
}

/** Looked for as Node looks for packages: in `node_modules/` here and in every folder above. */
function installedPackage(name: string, from: string): string | undefined {
  if (!/^(?:@[\w.-]+\/)?[\w-][\w.-]*$/.test(name)) return undefined;
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (isFolder(found)) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
