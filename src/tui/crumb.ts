/** Where one is, for the header. */
import { sectionsOf, sectionTitles } from '../reader/index.ts';
import { counted, lessonProgress, sectionsRead } from './lesson-state.ts';
import { exerciseOf, exercisesOf, lessonOf, shown, type State } from './state.ts';

/** `Lesson 3 · Channels › Pitfalls` */
export function crumb(state: State): string {
  if (state.help.kind === 'open') return 'Keys';
  const screen = shown(state);
  switch (screen.kind) {
    case 'home': return 'concurrency-tutor';
    case 'lessons': return 'Lessons';
    case 'reader': return `${lessonCrumb(state, screen.lesson)} › ${sectionTitles[screen.section]}`;
    case 'pitfall': return `${lessonCrumb(state, screen.lesson)} › Pitfall ${screen.index + 1}`;
    case 'ask': return `${lessonCrumb(state, screen.lesson)} › ${screen.source === 'questions' ? 'Question' : 'Practice'} ${screen.index + 1}`;
    case 'exercises': return screen.group === 'exercises' ? 'Exercises' : 'Projects';
    case 'exercise': return exerciseOf(state, screen.exercise).title;
  }
}

function lessonCrumb(state: State, id: string): string {
  const lesson = lessonOf(state, id);
  return `Lesson ${lesson.number} · ${lesson.title}`;
}

/** How far one is in whatever is shown. */
export function standing(state: State): string {
  const screen = shown(state);
  if (state.help.kind === 'open') return '';
  switch (screen.kind) {
    case 'home': case 'lessons': {
      const read = state.course.lessons.filter((lesson) => lessonProgress(state.saved, lesson) === 'read').length;
      return `${read} of ${counted(state.course.lessons.length, 'lesson')} read`;
    }
    case 'reader': {
      const lesson = lessonOf(state, screen.lesson);
      return `${sectionsRead(state.saved, lesson)} of ${counted(sectionsOf(lesson).length, 'section')} read`;
    }
    case 'pitfall': return `${screen.index + 1} of ${lessonOf(state, screen.lesson).pitfalls.length}`;
    case 'ask': {
      const lesson = lessonOf(state, screen.lesson);
      return `${screen.index + 1} of ${screen.source === 'questions' ? lesson.questions.length : lesson.items.length}`;
    }
    case 'exercises': {
      const all = exercisesOf(state, screen.group);
      return `${all.filter((exercise) => state.saved.exercises[exercise.id]?.state === 'passed').length} of ${all.length} passed`;
    }
    case 'exercise': return counted(exerciseOf(state, screen.exercise).minutes, 'minute');
  }
}
