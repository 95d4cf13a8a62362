/** Opening what is chosen, and going back. */
import { stripVTControlCharacters } from 'node:util';
import type { SearchTarget } from '../../course/index.ts';
import { countOf, findSection, type SectionName, sectionsOf } from '../../reader/index.ts';
import { screenContent } from '../content/index.ts';
import { homeEntries, type Target } from '../entries.ts';
import { isPretestPassed } from '../lesson-state.ts';
import { andThen, saving, step, type Step } from '../step.ts';
import {
  exercisesOf, isPart, lessonOf, type PartSection, placeOf, type ReaderScreen, type Screen, shown, start, type State, withPlace, withShown,
} from '../state.ts';
import { driveOn } from './driving.ts';
import { partScreen, sectionOfPart } from './parts.ts';
import { pitfallRead } from './reading.ts';

export function push(state: State, screen: Screen): State {
  return { ...state, stack: [...state.stack, screen] };
}

/** Opens whatever the cursor is on. */
export function openChosen(state: State): Step {
  const screen = shown(state);
  const index = placeOf(screen).cursor;
  switch (screen.kind) {
    case 'home': {
      const entry = homeEntries(state)[index];
      return entry === undefined ? step(state) : openTarget(state, entry.target);
    }
    case 'lessons': {
      const lesson = state.course.lessons[index];
      return lesson === undefined ? step(state) : openLesson(state, lesson.id);
    }
    case 'exercises': {
      const exercise = exercisesOf(state, screen.group)[index];
      return exercise === undefined ? step(state) : openExercise(state, exercise.id);
    }
    case 'reader': return openPart(state, screen, index);
    case 'search': {
      const hit = screen.hits[index];
      return hit === undefined ? step(state) : openFound(state, hit.entry.target);
    }
    case 'pitfall': case 'ask': case 'blank': case 'arrange': case 'drive': case 'code': case 'exercise': case 'symptom': return step(state);
  }
}

function openTarget(state: State, target: Target): Step {
  switch (target.kind) {
    case 'lesson': return openLesson(state, target.lesson);
    case 'exercise': return openExercise(state, target.exercise);
    case 'lessons': return step(push(state, { kind: 'lessons', place: start }));
    case 'group': return step(push(state, { kind: 'exercises', group: target.group, place: start }));
  }
}

/** Opens a lesson where the reader left it, or at a section of it. */
export function openLesson(state: State, id: string, wanted?: SectionName): Step {
  const lesson = lessonOf(state, id);
  const sections = sectionsOf(lesson);
  const left = findSection(state.saved.lessons[id]?.section ?? '');
  const section = [wanted, left, sections[0], 'explanation' as const].find((name) => name !== undefined && (sections.includes(name) || sections.length === 0));
  const screen: ReaderScreen = { kind: 'reader', lesson: id, section: section ?? 'explanation', places: {} };
  return saving(push(state, screen), { kind: 'place', lesson: id, section: screen.section });
}

export function openExercise(state: State, id: string): Step {
  const hints = Math.min(state.saved.exercises[id]?.hints ?? 0, 3);
  return step(push(state, { kind: 'exercise', exercise: id, place: start, hints }));
}

function openPart(state: State, screen: ReaderScreen, index: number): Step {
  const { lesson, section } = screen;
  switch (section) {
    case 'pitfalls': case 'questions': case 'pretest': case 'practice': case 'exit': return andThen(pitfallRead(push(state, partScreen(state, lesson, section, index))), driveOn);
    default: return step(state);
  }
}

/** Opens what a search has found: over the lesson that it belongs to, so that going back leads there. */
function openFound(state: State, target: SearchTarget): Step {
  switch (target.kind) {
    case 'section': return andThen(openLesson(state, target.lesson, target.section), (opened) => step(target.heading === undefined ? opened : atHeading(opened, target.heading)));
    case 'pitfall': return openPartOf(state, target.lesson, 'pitfalls', target.index);
    case 'question': return openPartOf(state, target.lesson, 'questions', target.index);
    case 'symptom': return step(push(state, { kind: 'symptom', symptom: target.symptom, place: start }));
    case 'exercise': return openExercise(state, target.exercise);
  }
}

function openPartOf(state: State, lesson: string, section: 'pitfalls' | 'questions', index: number): Step {
  return andThen(openLesson(state, lesson, section), (opened) => {
    const reader = shown(opened);
    if (reader.kind !== 'reader') return step(opened);
    const there = withPlace(reader, { ...start, cursor: index }) as ReaderScreen;
    return openPart(withShown(opened, there), there, index);
  });
}

/** Scrolls to a heading of the text that is open. */
function atHeading(state: State, heading: string): State {
  const line = screenContent(state).lines.findIndex(({ text }) => stripVTControlCharacters(text).trim() === heading.replaceAll('`', '') || stripVTControlCharacters(text).trim() === heading);
  return line < 0 ? state : withShown(state, withPlace(shown(state), { ...start, scroll: line }));
}

/** One screen back. A running program is stopped: nobody would see its result. */
export function back(state: State): Step {
  if (state.stack.length === 1) return step(state, { kind: 'quit', code: 0 });
  return step({ ...state, stack: state.stack.slice(0, -1) });
}

/** The pitfall, question or item after or before this one; the list under it follows. */
export function neighbour(state: State, by: 1 | -1): Step {
  const screen = shown(state);
  if (!isPart(screen)) return step(state);
  const section = sectionOfPart(screen);
  const count = countOf(lessonOf(state, screen.lesson), section);
  const index = screen.index + by;
  if (index < 0) return step({ ...state, message: { tone: 'note', text: 'This is the first one.' } });
  if (index >= count) return andThen(back(state), (under) => step({ ...under, message: { tone: 'note', text: lastWords(under, section) } }));
  const moved = withCursorBelow(state, index);
  return andThen(pitfallRead(replaced(moved, partScreen(state, screen.lesson, section, index))), driveOn);
}

function lastWords(state: State, section: PartSection): string {
  const screen = shown(state);
  if (section === 'exit') return 'That was the last one here.';
  if (section === 'pretest' && screen.kind === 'reader' && isPretestPassed(state, screen.lesson)) return 'You know this: s goes to the pitfalls, ] reads on.';
  return 'That was the last one here. ] goes on to the next section.';
}

function replaced(state: State, screen: Screen): State {
  return { ...state, stack: [...state.stack.slice(0, -1), screen] };
}

function withCursorBelow(state: State, cursor: number): State {
  const under = state.stack.at(-2);
  const top = state.stack.at(-1);
  if (under === undefined || top === undefined) return state;
  return { ...state, stack: [...state.stack.slice(0, -2), withPlace(under, { ...placeOf(under), cursor }), top] };
}
