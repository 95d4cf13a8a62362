/** A list of submissions: a CSV file with the columns `student`, `folder` and, if known, `submitted`. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import type { Submission } from '../submission.ts';
import { columnNamed, readTable } from './table-file.ts';

/** Folders are relative to the list. */
export async function readList(path: string, name: string): Promise<Submission[]> {
  const table = await readTable(path, name);
  const student = columnNamed(table, 'student');
  const folder = columnNamed(table, 'folder');
  const submitted = columnNamed(table, 'submitted');
  if (student === undefined || folder === undefined) {
    throw new UsageError('bad-list', `${name}:1: A list has the columns student and folder, and may have submitted; this one has ${table.columns.join(', ') || 'none'}.`, 'Add a first line `student,folder,submitted`.');
  }
  return table.rows.map(({ line, cells }) => {
    const origin = `${name}:${line}`;
    const who = cells[student] ?? '';
    const where = cells[folder] ?? '';
    if (who === '') throw new UsageError('bad-list', `${origin}: The student has no name.`, 'Fill in the column student.');
    if (where === '') throw new UsageError('bad-list', `${origin}: ${who} has no folder.`, 'Fill in the column folder, or take the line out.');
    const absolute = resolve(dirname(path), where);
    if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new UsageError('no-such-folder', `${origin}: There is no folder ${absolute}.`, 'Folders are relative to the list. Correct the line, or take it out.');
    }
    const when = submitted === undefined ? '' : (cells[submitted] ?? '');
    return { student: who, folder: absolute, origin, ...(when === '' ? {} : { submitted: readMoment(when, origin) }) };
  });
}

/** A moment with its time zone: without one, two machines would disagree about who was late. */
export function readMoment(text: string, origin: string): Date {
  const moment = new Date(text.replace(' ', 'T'));
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(moment.getTime())) return moment;
  throw new UsageError('bad-time', `${origin}: "${text}" is not a time.`, 'Write it with its time zone, such as 2026-11-20T23:59:00+01:00.');
}
