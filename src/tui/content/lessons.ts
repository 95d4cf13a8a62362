import type { Lesson } from '../../course/model.ts';
import { sectionsOf } from '../../reader/index.ts';
import { textColumns } from '../geometry.ts';
import { counted, lessonProgress, lessonSigns, sectionsRead } from '../lesson-state.ts';
import type { LessonsScreen, State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { listRow } from './row.ts';

export function lessonsContent(state: State, screen: LessonsScreen): Content {
  const page = new Page();
  const width = textColumns(state.size);
  const labelWidth = Math.max(0, ...state.course.lessons.map((lesson) => label(state, lesson).length));
  state.course.lessons.forEach((lesson, index) => {
    const isChosen = index === screen.place.cursor;
    page.item([listRow(label(state, lesson), details(state, lesson), { isChosen, width, labelWidth })]);
  });
  return page.content();
}

function label(state: State, lesson: Lesson): string {
  return `${lessonSigns[lessonProgress(state.saved, lesson)]} ${String(lesson.number).padStart(2)}  ${lesson.title}`;
}

function details(state: State, lesson: Lesson): string {
  const progress = lessonProgress(state.saved, lesson);
  const minutes = `${String(lesson.minutes).padStart(3)} min`;
  if (progress !== 'started') return `${minutes}  ${progress}`;
  return `${minutes}  ${sectionsRead(state.saved, lesson)} of ${counted(sectionsOf(lesson).length, 'section')} read`;
}
