/** What the home screen offers, the most likely first. */
import type { Exercise, Lesson } from '../course/model.ts';
import { sectionsToRead, sectionTitles, findSection } from '../reader/index.ts';
import { counted, exerciseProgress, lessonProgress, sectionsRead } from './lesson-state.ts';
import type { Group, State } from './state.ts';

export type Target =
  | { readonly kind: 'lesson'; readonly lesson: string }
  | { readonly kind: 'exercise'; readonly exercise: string }
  | { readonly kind: 'lessons' }
  | { readonly kind: 'group'; readonly group: Group };

export interface Entry {
  readonly title: string;
  readonly details: string;
  readonly target: Target;
}

export function homeEntries(state: State): Entry[] {
  return [...continued(state), ...nextLesson(state), ...currentExercise(state), ...lists(state)];
}

function continued(state: State): Entry[] {
  const started = state.course.lessons.filter((each) => lessonProgress(state.saved, each) === 'started');
  const lesson = started.find((each) => each.id === state.saved.lastLesson) ?? started.at(-1);
  if (lesson === undefined) return [];
  const section = findSection(state.saved.lessons[lesson.id]?.section ?? '');
  const where = section === undefined ? '' : `${sectionTitles[section]} · `;
  const details = `${where}${sectionsRead(state.saved, lesson)} of ${counted(sectionsToRead(lesson).length, 'section')} read`;
  return [{ title: `Continue lesson ${lesson.number}: ${lesson.title}`, details, target: { kind: 'lesson', lesson: lesson.id } }];
}

function nextLesson(state: State): Entry[] {
  const lesson = state.course.lessons.find((each) => lessonProgress(state.saved, each) === 'new');
  if (lesson === undefined) return [];
  const isFirst = Object.keys(state.saved.lessons).length === 0;
  return [{ title: `${isFirst ? 'Start with' : 'Next,'} ${lessonName(lesson)}`, details: `about ${lesson.minutes} minutes`, target: { kind: 'lesson', lesson: lesson.id } }];
}

function currentExercise(state: State): Entry[] {
  const exercise = [...state.course.exercises, ...state.course.projects].find((each) => each.id === state.saved.current);
  if (exercise === undefined || exerciseProgress(state.saved, exercise) !== 'started') return [];
  const attempts = state.saved.exercises[exercise.id]?.attempts ?? 0;
  return [{ title: `Go on with ${exerciseName(exercise)}`, details: counted(attempts, 'attempt'), target: { kind: 'exercise', exercise: exercise.id } }];
}

function lists(state: State): Entry[] {
  const { lessons, exercises, projects } = state.course;
  const read = lessons.filter((lesson) => lessonProgress(state.saved, lesson) === 'read').length;
  return [
    { title: 'Lessons', details: `${read} of ${lessons.length} read`, target: { kind: 'lessons' } },
    ...(exercises.length === 0 ? [] : [group(state, 'exercises', 'Exercises')]),
    ...(projects.length === 0 ? [] : [group(state, 'projects', 'Projects')]),
  ];
}

function group(state: State, name: Group, title: string): Entry {
  const all = state.course[name];
  const passed = all.filter((exercise) => exerciseProgress(state.saved, exercise) === 'passed').length;
  return { title, details: `${passed} of ${all.length} passed`, target: { kind: 'group', group: name } };
}

export function lessonName(lesson: Lesson): string {
  return `lesson ${lesson.number}: ${lesson.title}`;
}

export function exerciseName(exercise: Exercise): string {
  const kind = exercise.id.startsWith('project') ? 'project' : 'exercise';
  return `${kind} ${exercise.number}: ${exercise.title}`;
}
