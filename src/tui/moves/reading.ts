/** Sections of a lesson: turning to them, and noticing that they have been read. */
import type { Lesson } from '../../course/model.ts';
import { countOf, type SectionName, sectionsOf, sectionsToRead } from '../../reader/index.ts';
import { doneIn, partsRead } from '../lesson-state.ts';
import { isAtEnd } from '../scrolling.ts';
import { saving, step, type Step } from '../step.ts';
import { isPart, lessonOf, shown, type State, withShown } from '../state.ts';
import { sectionOfPart } from './parts.ts';

export function turnSection(state: State, by: 1 | -1): Step {
  const screen = shown(state);
  if (screen.kind !== 'reader') return step(state);
  const sections = sectionsOf(lessonOf(state, screen.lesson));
  const section = sections[sections.indexOf(screen.section) + by];
  if (section === undefined) {
    return step({ ...state, message: { tone: 'note', text: by > 0 ? 'This is the last section. q goes back.' : 'This is the first section.' } });
  }
  return saving(withShown(state, { ...screen, section }), { kind: 'place', lesson: screen.lesson, section });
}

/** Somebody who knows it all goes to the pitfalls, where people err who know it, too. */
export function skipAhead(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'reader' || !sectionsOf(lessonOf(state, screen.lesson)).includes('pitfalls')) return step(state);
  return saving(withShown(state, { ...screen, section: 'pitfalls' }), { kind: 'place', lesson: screen.lesson, section: 'pitfalls' });
}

/** A text counts as read when its end has been on the screen; lists of parts when every part was. */
export function noticeReading(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'reader' && !isPart(screen)) return step(state);
  const lesson = lessonOf(state, screen.lesson);
  const section = screen.kind === 'reader' ? screen.section : sectionOfPart(screen);
  if (partsRead(state.saved, lesson).has(section) || !isDone(state, lesson, section)) return step(state);
  return partsDone(state, lesson, section, [section]);
}

function isDone(state: State, lesson: Lesson, section: SectionName): boolean {
  switch (section) {
    case 'pitfalls': case 'questions': case 'pretest': case 'practice': case 'exit': return doneIn(state.saved, lesson, section) === countOf(lesson, section);
    default: return state.help.kind === 'closed' && isAtEnd(state);
  }
}

/** Remembers that the open pitfall was read. */
export function pitfallRead(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'pitfall') return step(state);
  const lesson = lessonOf(state, screen.lesson);
  const pitfall = lesson.pitfalls[screen.index];
  if (pitfall === undefined || partsRead(state.saved, lesson).has(pitfall.id)) return step(state);
  return partsDone(state, lesson, 'pitfalls', [pitfall.id]);
}

function partsDone(state: State, lesson: Lesson, section: SectionName, parts: readonly string[]): Step {
  const known = new Set([...partsRead(state.saved, lesson), ...parts]);
  const isWhole = sectionsToRead(lesson).every((name) => known.has(name));
  const sections = parts.filter((part) => part === section).length;
  const session = { ...state.session, sectionsRead: state.session.sectionsRead + sections };
  return saving({ ...state, session }, { kind: 'read', lesson: lesson.id, section, parts, isWhole });
}
