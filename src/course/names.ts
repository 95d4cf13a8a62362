import { UsageError } from '../errors.ts';
import type { Course, Exercise, Lesson } from './model.ts';

/** What a name can mean: anything with an id, a number and a slug. */
interface Named {
  readonly id: string;
  readonly number: number;
  readonly slug: string;
}

/**
 * Finds a lesson by number, id (`lesson-3`), slug, or the beginning of a slug or id that only one lesson has.
 * Throws a UsageError otherwise.
 */
export function findLesson(course: Pick<Course, 'lessons'>, name: string): Lesson {
  return findNamed(course.lessons, name, 'lesson');
}

/** Finds an exercise or project by number (exercises only), id (`exercise-3`, `project-1`), slug, or unique beginning. */
export function findExercise(course: Pick<Course, 'exercises' | 'projects'>, name: string): Exercise {
  return findNamed([...course.exercises, ...course.projects], name, 'exercise');
}

/** The same over any list. `noun` says in the error what is looked for; a number is the first one's that has it. */
export function findNamed<T extends Named>(all: readonly T[], name: string, noun: string): T {
  const wanted = name.trim().toLowerCase();
  const exact = all.find((one) => one.id === wanted || one.slug === wanted)
    ?? all.find((one) => /^\d+$/.test(wanted) && one.number === Number(wanted) && !one.id.startsWith('project-'))
    ?? all.find((one) => folderNames(one).includes(wanted));
  if (exact !== undefined) return exact;
  const begun = wanted === '' ? [] : all.filter((one) => one.slug.startsWith(wanted) || one.id.startsWith(wanted));
  const [only, ...others] = begun;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    throw new UsageError(`ambiguous-${noun.replaceAll(' ', '-')}`, `“${name}” could be ${either(begun.map(label))}.`, 'Write a few letters more, or the number.');
  }
  throw new UsageError(`unknown-${noun.replaceAll(' ', '-')}`, `There is no ${noun} “${name}”.`, advice(all, wanted, noun));
}

/** People copy the names of folders, too. */
function folderNames({ id, number, slug }: Named): readonly string[] {
  return id.startsWith('project-') ? [`${id}-${slug}`] : [`${String(number).padStart(2, '0')}-${slug}`, `${number}-${slug}`];
}

function advice(all: readonly Named[], wanted: string, noun: string): string {
  const close = all
    .map((one) => ({ one, distance: Math.min(distance(wanted, one.slug), distance(wanted, one.id)) }))
    .filter(({ one, distance: far }) => far <= Math.max(2, Math.floor(one.slug.length / 3)) || (wanted.length > 2 && one.slug.includes(wanted)))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ one }) => one.slug);
  if (close.length > 0) return `Did you mean ${either(close)}?`;
  if (all.length === 0) return `This course has no ${noun}s yet.`;
  return `Use a number, an id or a name: ${all.map((one) => one.slug).join(', ')}.`;
}

function label({ id, slug }: Named): string {
  return `${slug} (${id})`;
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** How many letters must be added, removed or changed to turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
