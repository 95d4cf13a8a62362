/** `npm run build`, after the compiler. */
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { prepareCourse } from '../../src/course/prepare.ts';
import { bundle } from './bundle.ts';

const root = resolve(import.meta.dirname, '..', '..');
const prepared = join(root, 'dist', 'course.json');

await bundle(root);
const course = await prepareCourse(root);
if (course === undefined) await rm(prepared, { force: true });
else await writeFile(prepared, JSON.stringify(course));
