/** Names that tell nothing, for grading without knowing whose work it is. The same student keeps the same one. */
import { randomInt } from 'node:crypto';

/** Gives the new ones numbers in random order, so that the order of the folders tells nothing either. */
export function pseudonymsFor(students: readonly string[], known: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const pseudonyms = new Map(Object.entries(known));
  const fresh = students.filter((student) => !pseudonyms.has(student));
  for (let last = fresh.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [fresh[last], fresh[other]] = [fresh[other] ?? '', fresh[last] ?? ''];
  }
  const begin = pseudonyms.size;
  fresh.forEach((student, index) => pseudonyms.set(student, `student-${String(begin + index + 1).padStart(3, '0')}`));
  return pseudonyms;
}
