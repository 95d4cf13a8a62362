import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CourseError } from '../errors.ts';

/** The folder that holds `lessons/`, `exercises/` and `solutions/` of this package, whether it runs from `src/` or from `dist/`. */
export function courseRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'lessons'))) return folder;
  }
  throw new CourseError('course-missing', `There is no course above ${start}.`, 'Install concurrency-tutor again: the folder lessons/ is missing.');
}
