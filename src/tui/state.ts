/** What the screens know: one immutable value. Every key and every result makes the next one (see `reduce.ts`). */
import type { CourseIndex, SearchHit } from '../course/index.ts';
import type { ArrangeItem, BlankItem, CodeItem, Course, Exercise, Item, Lesson, ScheduleItem } from '../course/model.ts';
import type { Drive } from '../explore/index.ts';
import type { Judgement } from '../judge/verdict.ts';
import type { State as Saved } from '../progress/index.ts';
import { type ItemSection, itemsIn, type SectionName } from '../reader/index.ts';
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
  readonly source: 'questions' | ItemSection;
  readonly index: number;
  readonly place: Place;
  readonly marked: readonly number[];
  readonly answered?: readonly number[];
}

/** How far an item is: `wrong` may be tried again; `shown`: the answer was asked for. */
export type Outcome = 'open' | 'wrong' | 'right' | 'shown';

/** An item that is more than choices. */
interface Puzzle {
  readonly lesson: string;
  readonly source: ItemSection;
  readonly index: number;
  readonly place: Place;
  readonly outcome: Outcome;
}

/** A gap to fill. */
export interface BlankScreen extends Puzzle { readonly kind: 'blank'; readonly typed: string }

/** Pieces to put in order. `placed`: those that are, by their numbers among the pieces offered. */
export interface ArrangeScreen extends Puzzle { readonly kind: 'arrange'; readonly placed: readonly number[] }

/** A program to drive by choosing who goes on. `picks`: the choices made; `drive`: where the program is. */
export interface DriveScreen extends Puzzle {
  readonly kind: 'drive';
  readonly picks: readonly number[];
  readonly drive?: Drive;
  /** Why the program cannot be driven. */
  readonly failure?: string;
}

export type CodeCheck =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly complaints: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/** A program to fix or to write. */
export interface CodeScreen extends Puzzle { readonly kind: 'code'; readonly check?: CodeCheck }

export type PuzzleScreen = BlankScreen | ArrangeScreen | DriveScreen | CodeScreen;

/** One of the many that a section of a lesson lists. */
export type PartScreen = PitfallScreen | AskScreen | PuzzleScreen;

/** The sections that list parts. */
export type PartSection = 'pitfalls' | 'questions' | ItemSection;

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
  | HomeScreen | LessonsScreen | ReaderScreen | PartScreen | ExercisesScreen | ExerciseScreen;

/** What goes on in the background: one thing at a time. A result with another number than this one is too late. */
export interface Job {
  readonly number: number;
  readonly what: { readonly kind: 'program'; readonly role: Role } | { readonly kind: 'check' | 'drive' | 'code' };
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
  /** Where the learner's copy of a practice program is, to show. */
  readonly copyOf: (item: CodeItem) => string;
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

export function isPuzzle(screen: Screen): screen is PuzzleScreen {
  return screen.kind === 'blank' || screen.kind === 'arrange' || screen.kind === 'drive' || screen.kind === 'code';
}

export function isPart(screen: Screen): screen is PartScreen {
  return screen.kind === 'pitfall' || screen.kind === 'ask' || isPuzzle(screen);
}

/** Whether letters are typed, so that only other keys act. */
export function isTyping(screen: Screen): boolean {
  return screen.kind === 'search' || (screen.kind === 'blank' && screen.outcome === 'open');
}

export function itemOf(state: State, { lesson, source, index }: PuzzleScreen): Item {
  const item = itemsIn(lessonOf(state, lesson), source)[index];
  if (item === undefined) throw new Error(`Lesson ${lesson} has no ${source} item ${index + 1}.`);
  return item;
}

export function blankOf(state: State, screen: BlankScreen): BlankItem {
  const item = itemOf(state, screen);
  if (item.type !== 'blank') throw new Error(`${item.id} has no gap.`);
  return item;
}

export function arrangementOf(state: State, screen: ArrangeScreen): ArrangeItem {
  const item = itemOf(state, screen);
  if (item.type !== 'parsons' && item.type !== 'order') throw new Error(`${item.id} has nothing to put in order.`);
  return item;
}

export function scheduleOf(state: State, screen: DriveScreen): ScheduleItem {
  const item = itemOf(state, screen);
  if (item.type !== 'schedule') throw new Error(`${item.id} is nothing to drive.`);
  return item;
}

export function codeOf(state: State, screen: CodeScreen): CodeItem {
  const item = itemOf(state, screen);
  if (item.type !== 'fix' && item.type !== 'write') throw new Error(`${item.id} is nothing to write.`);
  return item;
}
