/** One piece of work for a judge: plain data, so that it can cross to another process or machine. */
import type { Judgement, Seed } from '../judge/index.ts';
import type { Work } from './submission.ts';

export interface GradeJob {
  /** Of the course, such as `exercise-3`. */
  readonly exercise: string;
  /** The student's files; contents in base64. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly settings: JudgeSettings;
}

/** What makes two verdicts on the same files comparable. */
export interface JudgeSettings {
  /** The same for the whole class: everybody gets the same inputs and schedules. */
  readonly seed: Seed;
  /** Schedules per scenario; without it, the exercise's limit. */
  readonly schedules?: number;
  /** Whether walls may be missing around the students' code. */
  readonly isolation: 'required' | 'weak-allowed';
  /** SHA-256 of the hidden suite that must decide. */
  readonly suite: string;
  /** Version of this package that must decide. */
  readonly version: string;
}

export type JobResult =
  | { readonly kind: 'judged'; readonly judgement: Judgement }
  /** No verdict, and not the student's fault. */
  | { readonly kind: 'failed'; readonly message: string };

export function jobFor(exercise: string, work: Work, settings: JudgeSettings): GradeJob {
  return { exercise, files: work.files.map(({ path, content }) => ({ path, content: content.toString('base64') })), settings };
}
