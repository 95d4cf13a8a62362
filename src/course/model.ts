/**
 * The course in memory: what the loader makes of the folders `lessons/`, `exercises/` and `solutions/`, and what the
 * reader, the plain-text renderer, the author's gate and the judge work on. Plain data, no behaviour; only, what
 * `loadCourse` gives reads the text of a lesson or a task when one of its properties is first asked for, and then throws a
 * CourseError if that text is not right.
 */
import type { FindingKind } from '../explore/report.ts';
import type { Expectation } from './expectation.ts';
import type { Inventory } from './inventory.ts';

export interface Course {
  /** Absolute folder that holds `lessons/`, `exercises/` and `solutions/`. */
  readonly root: string;
  /** What `course.yaml` says. The built-in course has neither. */
  readonly name?: string;
  readonly title?: string;
  /** Everything it must teach, by id. */
  readonly inventory: Inventory;
  readonly lessons: readonly Lesson[];
  readonly exercises: readonly Exercise[];
  readonly projects: readonly Exercise[];
  readonly reference: Reference;
}

/** What stands beside the lessons, to look things up in. */
export interface Reference {
  readonly symptoms: readonly Symptom[];
  readonly techniques: readonly Technique[];
  readonly criteria: readonly Criterion[];
}

/** Something that goes wrong, by what one sees of it. */
export interface Symptom {
  readonly id: string;
  readonly title: string;
  /** Words of error messages, and what else one may notice. */
  readonly signs: readonly string[];
  /** Finding kinds by which the checker reports it. */
  readonly kinds: readonly string[];
  readonly why: string;
  /** What to do, in order. */
  readonly steps: readonly string[];
  /** Pitfalls and questions that explain it. */
  readonly see: readonly string[];
  readonly techniques: readonly Technique[];
  readonly covers: readonly string[];
}

/** A way to look at a running program. */
export interface Technique {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Path relative to the course root. */
  readonly program?: string;
  readonly covers: readonly string[];
}

/** What somebody can do who knows a concept. */
export interface Criterion {
  readonly id: string;
  /** Slug of the lesson. */
  readonly lesson: string;
  readonly text: string;
  /** Pitfalls and questions whose practice items show it, and exercises. */
  readonly evidence: readonly string[];
  readonly covers: readonly string[];
}

/** A place in a course file, for error messages. Lines and columns count from 1. */
export interface SourcePosition {
  /** Path relative to the course root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Lesson {
  /** `lesson-3`. */
  readonly id: string;
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  /** An outline holds explanation, where-to-use list, snippet and pitfalls; a complete lesson holds everything. */
  readonly status: 'complete' | 'outline';
  readonly goals: readonly string[];
  /** Slugs of the lessons to read first. */
  readonly prerequisites: readonly string[];
  readonly minutes: number;
  /** Inventory ids, from the front matter and from the `<!-- 1.E1 -->` marks in the text. */
  readonly covers: readonly string[];
  /** Absolute folder. */
  readonly folder: string;
  readonly explanation: readonly Block[];
  readonly whereToUse: readonly Block[];
  readonly snippet: readonly Block[];
  readonly example: readonly Block[];
  readonly pitfalls: readonly Pitfall[];
  readonly questions: readonly Question[];
  /** Practice items: at least one drill per pitfall. */
  readonly items: readonly Item[];
  /** Every program file of the folder, shown or not, sorted by path. */
  readonly programs: readonly Program[];
}

export interface Pitfall {
  /** `3.P2`. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** The program that shows the mistake, and the program that shows the cure. An outline may lack both. */
  readonly broken?: Program;
  readonly fixed?: Program;
  readonly position: SourcePosition;
}

export interface Question {
  /** `3.Q1`. */
  readonly id: string;
  readonly title: string;
  /** Asked before the answer is shown. */
  readonly ask: Ask;
  readonly answer: readonly Block[];
  readonly position: SourcePosition;
}

/** A file that runs. */
export interface Program {
  /** Path relative to the course root. */
  readonly path: string;
  /** Absolute path. */
  readonly file: string;
  readonly language: 'ts' | 'go';
  /** The file as it is. */
  readonly source: string;
  /** The file without its `// expect:` header: what a reader sees. */
  readonly shown: string;
  /** How many lines the header took; `shown` line n is `source` line n + headerLines. */
  readonly headerLines: number;
  /** What the program does; Go twins, modules and fragments have none. */
  readonly expectation?: Expectation;
}

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly children: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: 'heading'; readonly level: 3 | 4; readonly inline: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inline: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly header: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  /** A diagram, some output, a shell command: text that is not a program of the course. */
  | { readonly kind: 'verbatim'; readonly language: string; readonly text: string }
  /** A program file, or some of its lines (counted in the file, from 1). */
  | { readonly kind: 'program'; readonly program: Program; readonly lines?: { readonly from: number; readonly to: number } };

export interface Choice {
  readonly text: string;
  readonly correct: boolean;
  /** Why this answer is right or wrong; shown after the learner has answered. */
  readonly why: string;
}

/** A question with choices, exactly one of them correct. */
export interface Ask {
  readonly prompt: string;
  readonly choices: readonly Choice[];
}

/** What every practice item (`items.yaml`) has. `pitfall` ties a drill to the pitfall it drills. */
interface ItemHead {
  /** Unique in the course: `1.P2.spot`. */
  readonly id: string;
  readonly pitfall?: string;
  /** Asked before the lesson, or after it, to see what somebody knows; practice, when left out. */
  readonly role?: 'pretest' | 'exit';
  readonly prompt: string;
}

/**
 * An item with choices.
 *
 * - `choice`: one correct choice. `multi`: any number of correct ones.
 * - `predict-output`: which of these does the program print? Each choice's text is a possible output.
 * - `predict-verdict`: what does the checker say? The choices are finding kinds or `pass`.
 * - `spot-bug`: which line is wrong? The choices name lines of the file.
 */
export interface ChoiceItem extends ItemHead {
  readonly type: 'choice' | 'multi' | 'predict-output' | 'predict-verdict' | 'spot-bug';
  readonly program?: Program;
  readonly choices: readonly Choice[];
}

/** An answer that looks right and is not. */
export interface WrongText {
  readonly text: string;
  readonly why: string;
}

/** A program with a gap to fill. The file is the whole, right program; the gap is cut out of it. */
export interface BlankItem extends ItemHead {
  readonly type: 'blank';
  readonly program: Program;
  /** Line and column in the file, counted from 1. */
  readonly gap: { readonly line: number; readonly column: number; readonly text: string };
  /** Everything that may stand in the gap; first, what stands there in the file. */
  readonly accept: readonly string[];
  readonly wrong: readonly WrongText[];
  /** For a wrong answer that is not listed. */
  readonly hint: string;
  /** Why the right answer is right. */
  readonly why: string;
}

/**
 * Things to bring into order: `parsons`, the lines of a program; `order`, events or steps.
 * `anyOrder`: groups of pieces, by index, that may change places among themselves.
 */
export interface ArrangeItem extends ItemHead {
  readonly type: 'parsons' | 'order';
  readonly program?: Program;
  /** Of a `parsons`: the lines of the file that the pieces are. */
  readonly lines?: LineRange;
  /** In the right order. A piece of a program may be several lines. */
  readonly pieces: readonly Piece[];
  readonly anyOrder: readonly (readonly number[])[];
  readonly distractors: readonly WrongText[];
  readonly hint: string;
  readonly why: string;
}

export interface Piece {
  readonly text: string;
  /** Why it comes where it comes. */
  readonly why?: string;
}

/** Lines of a file, counted from 1, the last one included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** What somebody is to make happen by choosing who goes on: a finding, or an output that is wrong. */
export type Goal =
  | { readonly kind: 'finding'; readonly finding: FindingKind }
  | { readonly kind: 'output'; readonly text: string };

/** Being the scheduler: choosing who goes on until the program shows its mistake. */
export interface ScheduleItem extends ItemHead {
  readonly type: 'schedule';
  readonly program: Program;
  readonly goal: Goal;
  readonly hint: string;
  readonly why: string;
}

/** A program to change (`fix`) or to finish (`write`), so that it does what the solution says of itself. */
export interface CodeItem extends ItemHead {
  readonly type: 'fix' | 'write';
  /** What somebody starts from. */
  readonly program: Program;
  /** One way to do it. */
  readonly solution: Program;
  readonly hint: string;
  readonly why: string;
}

/** A practice item. */
export type Item = ChoiceItem | BlankItem | ArrangeItem | ScheduleItem | CodeItem;

export interface Exercise {
  /** `exercise-3`, `project-1`. */
  readonly id: string;
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
  /** Slugs of the lessons this exercise practises. */
  readonly lessons: readonly string[];
  readonly covers: readonly string[];
  /** Absolute folder. */
  readonly folder: string;
  /** The task text, parsed from README.md. */
  readonly task: readonly Block[];
  /** The task text as written. */
  readonly readme: string;
  /** Paths relative to the folder `starter/`; the learner edits these. The first is the one that is checked for its exports. */
  readonly files: readonly string[];
  /** Names the first file must export. */
  readonly exports: readonly string[];
  readonly limits: Limits;
  readonly checks: readonly CheckSpec[];
  readonly hints: readonly [string, string, string];
  readonly wrong: readonly WrongAnswer[];
  /** Absolute folders of the reference solutions, each shaped like `starter/`. */
  readonly solutions: readonly string[];
}

export interface Limits {
  /** Seconds of real time for one scenario, all its schedules together. */
  readonly seconds: number;
  /** MiB of JavaScript heap. */
  readonly memory: number;
  /** Schedules per scenario. */
  readonly schedules: number;
}

export interface CheckSpec {
  /** The name of the vitest test that decides it. */
  readonly id: string;
  /** What the learner sees. */
  readonly description: string;
  readonly points: number;
  /** Acceptance points of the task, as inventory ids. */
  readonly covers: readonly string[];
  /** Skipped unless this check passed. */
  readonly dependsOn?: string;
  /** `hidden`: learners hear whether it passed, and no more. @default 'visible' */
  readonly visibility?: 'visible' | 'hidden';
}

export interface WrongAnswer {
  /** Path relative to the exercise folder: `wrong/fifo` (a folder shaped like `starter/`) or `wrong/fifo.ts` (replaces the first file). */
  readonly path: string;
  /** The mistake, in a few words. */
  readonly mistake: string;
  /** The check that must fail. */
  readonly caughtBy: string;
  /** Words the failing check's message must contain. */
  readonly says?: string;
}
