/** Reads what is not prepared of a course. A module of its own, so that whoever does not ask for it does not wait for it. */
import { builtInInventory } from './built-in-inventory.ts';
import { courseError } from './course-error.ts';
import { loadLessonHead } from './load-lesson.ts';
import type { LateReader } from './prepared.ts';
import { Problems } from './problems.ts';
import { loadReference } from './reference/load-reference.ts';
import { readReadme, readTask } from './task.ts';
import { readWhenAsked } from './when-asked.ts';

/** Only the built-in course is prepared. */
const inventory = builtInInventory;

export const lateReader: LateReader = {
  inventory,
  lesson(entry, around) {
    const problems = new Problems();
    const lesson = loadLessonHead(entry, { ...around, inventory }, problems);
    if (lesson === undefined) throw courseError(problems.list());
    return lesson;
  },
  task: (entry, around, covers) => readWhenAsked((found) => readTask(entry, { ...around, inventory }, covers, found)),
  readme: (entry, { root }) => readWhenAsked((found) => readReadme(entry, root, found)),
  reference: (around) => readWhenAsked((found) => loadReference({ ...around, inventory }, found)),
};
