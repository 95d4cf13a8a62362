/** What the author's gate finds out about a course. Plain data; `course check` prints it. */
import type { Lesson } from '../course/index.ts';

/** `unchanged`: it passed the last time, and nothing it depends on is different now. */
export type Status = 'pass' | 'fail' | 'skipped' | 'unchanged';

/** One program: that it does what it says about itself, under the types and lint rules of the course. */
export interface ProgramResult {
  /** Path relative to the course root. */
  readonly path: string;
  readonly status: Status;
  /** What was expected and what happened instead, or why it was skipped. */
  readonly message?: string;
  readonly durationMs: number;
}

/** Something missing or wrong that no program shows. */
export interface GateProblem {
  /** Path relative to the course root. */
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

export interface Coverage {
  readonly covered: readonly string[];
  /** Ids this lesson or exercise must cover and does not. */
  readonly missing: readonly string[];
}

export interface LessonCheck {
  readonly id: string;
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly state: Lesson['status'];
  readonly passed: boolean;
  readonly durationMs: number;
  readonly programs: readonly ProgramResult[];
  readonly problems: readonly GateProblem[];
  readonly coverage: Coverage;
}

/** Something the gate judges. */
export interface Answer {
  readonly kind: 'starter' | 'solution' | 'wrong';
  /** Absolute file or folder. */
  readonly path: string;
}

/** One judgement of the gate: of the starter, of a solution, of a wrong answer. */
export interface AnswerResult extends ProgramResult {
  readonly kind: Answer['kind'];
}

export interface ExerciseCheck {
  readonly id: string;
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly passed: boolean;
  readonly durationMs: number;
  readonly answers: readonly AnswerResult[];
  readonly problems: readonly GateProblem[];
  readonly coverage: Coverage;
}

/** How many ids of a kind the whole course covers. */
export interface GroupCoverage {
  readonly group: string;
  readonly ids: readonly string[];
  readonly total: number;
  readonly covered: number;
  readonly missing: readonly string[];
}

export type Tier = 'quick' | 'full';

export interface CourseCheck {
  readonly tier: Tier;
  /** Whether the whole course was checked or the parts somebody named. */
  readonly scope: 'all' | 'part';
  readonly passed: boolean;
  readonly schedules: number;
  readonly seed: number;
  readonly durationMs: number;
  readonly lessons: readonly LessonCheck[];
  readonly exercises: readonly ExerciseCheck[];
  /** Over the whole course, whatever was selected. */
  readonly coverage: readonly GroupCoverage[];
  /** Tools that are not here, and what was not checked for that reason. */
  readonly notes: readonly string[];
}

/** Progress, as it happens. */
export type GateEvent =
  | { readonly kind: 'phase'; readonly text: string }
  | { readonly kind: 'program'; readonly of: string; readonly done: number; readonly total: number }
  | { readonly kind: 'lesson'; readonly result: LessonCheck }
  | { readonly kind: 'exercise'; readonly result: ExerciseCheck };
