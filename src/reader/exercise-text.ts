/** An exercise's task as plain text. */
import type { Exercise } from '../course/model.ts';
import { blockLines, type BlockOptions } from './blocks.ts';
import { joined, type Line, wrap } from './line.ts';
import { theme } from './theme.ts';

export function renderExerciseText(exercise: Exercise, options: { readonly width: number }): string {
  const lines = exerciseLines(exercise, { width: options.width, longWords: 'keep', twins: 'both', paths: 'full' });
  return lines.map((line) => line.text.trimEnd()).join('\n') + '\n';
}

/** Title, what is checked and the task. */
export function exerciseLines(exercise: Exercise, options: BlockOptions): Line[] {
  const points = exercise.checks.reduce((sum, check) => sum + check.points, 0);
  const kind = exercise.id.startsWith('project') ? 'Project' : 'Exercise';
  return joined([
    [
      ...wrap(theme.heading(`${kind} ${exercise.number}: ${exercise.title}`), options.width, options.longWords),
      ...wrap(theme.quiet(`About ${exercise.minutes} minutes, ${points} points. Practises: ${exercise.lessons.join(', ')}.`), options.width, options.longWords),
    ],
    blockLines(exercise.task, options),
  ]);
}
