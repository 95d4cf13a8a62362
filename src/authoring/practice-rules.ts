/** How much practice a complete lesson of this course has. A course of somebody else's decides for itself. */
import type { Lesson } from '../course/index.ts';
import type { GateProblem } from './results.ts';

const fewestItems = 12;
const fewestTypes = 6;

/** @param file the lesson's items.yaml, relative to the course root */
export function practiceProblems({ status, items }: Pick<Lesson, 'status' | 'items'>, file: string): readonly GateProblem[] {
  if (status === 'outline') return [];
  const types = new Set(items.map(({ type }) => type)).size;
  return [
    ...(items.length < fewestItems ? [`There are ${items.length} items; a complete lesson has at least ${fewestItems}.`] : []),
    ...(types < fewestTypes ? [`The items are of ${types} type${types === 1 ? '' : 's'}; a complete lesson has at least ${fewestTypes}.`] : []),
    ...(items.some(({ role }) => role === 'pretest') ? [] : ['There is no pretest; give a few items `role: pretest`.']),
    ...(items.some(({ role }) => role === 'exit') ? [] : ['There is no exit ticket; give a few items `role: exit`.']),
  ].map((message) => ({ file, message }));
}
