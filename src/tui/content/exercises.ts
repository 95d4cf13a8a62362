import type { Exercise } from '../../course/model.ts';
import { textColumns } from '../geometry.ts';
import { counted, exerciseProgress, exerciseSigns, maximumOf } from '../lesson-state.ts';
import { exercisesOf, type ExercisesScreen, type State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { listRow } from './row.ts';

export function exercisesContent(state: State, screen: ExercisesScreen): Content {
  const exercises = exercisesOf(state, screen.group);
  const width = textColumns(state.size);
  const labelWidth = Math.max(0, ...exercises.map((exercise) => label(state, exercise).length));
  const page = new Page();
  exercises.forEach((exercise, index) => {
    page.item([listRow(label(state, exercise), resultWords(state, exercise), { isChosen: index === screen.place.cursor, width, labelWidth })]);
  });
  return page.content();
}

function label(state: State, exercise: Exercise): string {
  return `${exerciseSigns[exerciseProgress(state.saved, exercise)]} ${String(exercise.number).padStart(2)}  ${exercise.title}`;
}

/** `passed, 12 of 12 points`, `3 attempts, best 7 of 12 points`, `new`. */
export function resultWords(state: State, exercise: Exercise): string {
  const entry = state.saved.exercises[exercise.id];
  if (entry === undefined) return 'new';
  const points = `${entry.bestScore} of ${counted(maximumOf(exercise), 'point')}`;
  if (entry.state === 'passed') return `passed, ${points}`;
  return entry.attempts === 0 ? 'started' : `${counted(entry.attempts, 'attempt')}, best ${points}`;
}
