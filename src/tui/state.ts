/** What the screens know: one immutable value. Every key and every result makes the next one (see `reduce.ts`). */
import type { CourseIndex, SearchHit } from '../course/index.ts';
import type { Course, Exercise, Lesson } from '../course/model.ts';
import type { Judgement } from '../judge/verdict.ts';
import type { State as Saved } from '../progress/index.ts';
import type { SectionName } from '../reader/index.ts';
import type { ProgramRun } from './program-run.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Where somebody is in a text or a list: first line shown, first column of code shown, item chosen. */
export interface Place {
  readonly scroll: number;
  readonly left: number;
  readonly cursor: number;
}

export type Role = 'broken' | 'fixed';

export type Run =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly run: ProgramRun }
  | { readonly kind: 'failed'; readonly message: string };

export type Check =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly judgement: Judgement }
  | { readonly kind: 'failed'; readonly message: string };

export interface HomeScreen { readonly kind: 'home'; readonly place: Place }

export interface LessonsScreen { readonly kind: 'lessons'; readonly place: Place }

export interface ReaderScreen {
  readonly kind: 'reader';
  readonly lesson: string;
  readonly section: SectionName;
  readonly places: Readonly<Partial<Record<SectionName, Place>>>;
}

export interface PitfallScreen {
  readonly kind: 'pitfall';
  readonly lesson: string;
  readonly index: number;
  readonly place: Place;
  readonly runs: Readonly<Partial<Record<Role, Run>>>;
  /** Whose run was started last. */
  readonly lastRun?: Role;
}

/** A question or a practice item. `answered` holds the choices taken; until then `marked` those a `multi` item has ticked. */
export interface AskScreen {
  readonly kind: 'ask';
  readonly lesson: string;
  readonly source: 'questions' | 'practice';
  readonly index: number;
  readonly place: Place;
  readonly marked: readonly number[];
  readonly answered?: readonly number[];
}

export type Group = 'exercises' | 'projects';

export interface ExercisesScreen { readonly kind: 'exercises'; readonly group: Group; readonly place: Place }

export interface ExerciseScreen {
  readonly kind: 'exercise';
  readonly exercise: string;
  readonly place: Place;
  /** How many hints are open. */
  readonly hints: number;
  readonly check?: Check;
  /** What was asked for last, to bring it into view. */
  readonly latest?: 'hint' | 'check';
}

/** Words being typed, and what the course has about them. */
export interface SearchScreen { readonly kind: 'search'; readonly query: string; readonly hits: readonly SearchHit[]; readonly place: Place }

/** Something that goes wrong, and what to do about it. */
export interface SymptomScreen { readonly kind: 'symptom'; readonly symptom: string; readonly place: Place }

export type Screen =
  | SearchScreen | SymptomScreen
  | HomeScreen | LessonsScreen | ReaderScreen | PitfallScreen | AskScreen | ExercisesScreen | ExerciseScreen;

/** What goes on in the background: one thing at a time. A result with another number than this one is too late. */
export interface Job {
  readonly number: number;
  readonly what: { readonly kind: 'program'; readonly role: Role } | { readonly kind: 'check' };
}

export interface Message {
  readonly tone: 'note' | 'problem';
  readonly text: string;
}

/** What was done since the start, for the receipt. */
export interface Session {
  readonly sectionsRead: number;
  readonly answers: number;
  readonly rightAnswers: number;
  readonly programsRun: number;
  readonly checks: number;
}

export interface State {
  readonly course: Course;
  readonly saved: Saved;
  readonly size: Size;
  /** The last one is shown; there is always one. */
  readonly stack: readonly Screen[];
  /** The list of all keys, over whatever is shown, and how far it is scrolled. */
  readonly help: { readonly kind: 'closed' } | { readonly kind: 'open'; readonly place: Place };
  /** What a search asks; made when somebody first wants to search. */
  readonly index?: CourseIndex;
  /** Which of a program and its twin is shown. */
  readonly language: 'ts' | 'go';
  readonly message?: Message;
  readonly job?: Job;
  readonly jobsStarted: number;
  readonly session: Session;
  /** Why progress could not be saved, if it could not. */
  readonly unsaved?: string;
  /** Where the learner's file of an exercise is, to show. */
  readonly fileOf: (exercise: Exercise) => string;
}

export const start: Place = { scroll: 0, left: 0, cursor: 0 };

export const emptySession: Session = { sectionsRead: 0, answers: 0, rightAnswers: 0, programsRun: 0, checks: 0 };

export function shown(state: State): Screen {
  const screen = state.stack.at(-1);
  if (screen === undefined) throw new Error('There is no screen to show.');
  return screen;
}

export function withShown(state: State, screen: Screen): State {
  return { ...state, stack: [...state.stack.slice(0, -1), screen] };
}

export function placeOf(screen: Screen): Place {
  return screen.kind === 'reader' ? screen.places[screen.section] ?? start : screen.place;
}

export function withPlace(screen: Screen, place: Place): Screen {
  if (screen.kind === 'reader') return { ...screen, places: { ...screen.places, [screen.section]: place } };
  return { ...screen, place };
}

/** The place that keys move: the help's while it is open. */
export function activePlace(state: State): Place {
  return state.help.kind === 'open' ? state.help.place : placeOf(shown(state));
}

export function withActivePlace(state: State, place: Place): State {
  if (state.help.kind === 'open') return { ...state, help: { kind: 'open', place } };
  return withShown(state, withPlace(shown(state), place));
}

export function lessonOf(state: State, id: string): Lesson {
  const lesson = state.course.lessons.find((each) => each.id === id);
  if (lesson === undefined) throw new Error(`There is no lesson ${id}.`);
  return lesson;
}

export function exercisesOf(state: State, group: Group): readonly Exercise[] {
  return group === 'exercises' ? state.course.exercises : state.course.projects;
}

export function exerciseOf(state: State, id: string): Exercise {
  const exercise = [...state.course.exercises, ...state.course.projects].find((each) => each.id === id);
  if (exercise === undefined) throw new Error(`There is no exercise ${id}.`);
  return exercise;
}
