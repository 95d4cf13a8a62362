/** Where one is, for the header. */
import type { Exercise } from '../course/model.ts';
import { countOf, sectionsToRead, sectionTitles } from '../reader/index.ts';
import { counted, lessonProgress, sectionsRead } from './lesson-state.ts';
import { exerciseOf, exercisesOf, lessonOf, shown, type State } from './state.ts';

/** `Lesson 3 · Channels › Pitfalls`, or without the lesson's title where columns are scarce. */
export function crumb(state: State, length: 'long' | 'short'): string {
  if (state.help.kind === 'open') return 'Keys';
  const screen = shown(state);
  switch (screen.kind) {
    case 'home': return 'concurrency-tutor';
    case 'lessons': return 'Lessons';
    case 'reader': return `${lessonCrumb(state, screen.lesson, length)} › ${sectionTitles[screen.section]}`;
    case 'pitfall': return `${lessonCrumb(state, screen.lesson, length)} › Pitfall ${screen.index + 1}`;
    case 'ask': case 'blank': case 'arrange': case 'drive': case 'code': return `${lessonCrumb(state, screen.lesson, length)} › ${screen.source === 'questions' ? 'Question' : sectionTitles[screen.source]} ${screen.index + 1}`;
    case 'exercises': return screen.group === 'exercises' ? 'Exercises' : 'Projects';
    case 'exercise': return exerciseCrumb(exerciseOf(state, screen.exercise), length);
    case 'search': return 'Search';
    case 'symptom': return 'Troubleshooting';
  }
}

function lessonCrumb(state: State, id: string, length: 'long' | 'short'): string {
  const lesson = lessonOf(state, id);
  return length === 'long' ? `Lesson ${lesson.number} · ${lesson.title}` : `Lesson ${lesson.number}`;
}

function exerciseCrumb(exercise: Exercise, length: 'long' | 'short'): string {
  const kind = exercise.id.startsWith('project') ? 'Project' : 'Exercise';
  return length === 'long' ? `${kind} ${exercise.number} · ${exercise.title}` : `${kind} ${exercise.number}`;
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
      return `${sectionsRead(state.saved, lesson)} of ${counted(sectionsToRead(lesson).length, 'section')} read`;
    }
    case 'pitfall': return `${screen.index + 1} of ${lessonOf(state, screen.lesson).pitfalls.length}`;
    case 'ask': case 'blank': case 'arrange': case 'drive': case 'code': return `${screen.index + 1} of ${countOf(lessonOf(state, screen.lesson), screen.source)}`;
    case 'exercises': {
      const all = exercisesOf(state, screen.group);
      return `${all.filter((exercise) => state.saved.exercises[exercise.id]?.state === 'passed').length} of ${all.length} passed`;
    }
    case 'exercise': return counted(exerciseOf(state, screen.exercise).minutes, 'minute');
    case 'search': return screen.hits.length === 0 ? '' : counted(screen.hits.length, 'place');
    case 'symptom': return '';
  }
}
