/** What is remembered of one student's work on one exercise. One file each, so that whatever ends a run, nothing decided is lost. */
import type { Judgement } from '../judge/index.ts';
import type { JudgeSettings } from './job.ts';

export const recordSchemaId = 'concurrency-tutor/grade-record/v1';

export type Outcome =
  | { readonly kind: 'judged'; readonly judgement: Judgement }
  /** Nothing was handed in for this exercise. */
  | { readonly kind: 'missing' }
  /** No verdict, by our fault. */
  | { readonly kind: 'failed'; readonly message: string };

export interface GradeRecord {
  readonly schema: typeof recordSchemaId;
  readonly student: string;
  readonly exercise: string;
  /** Where the submission lay. */
  readonly folder: string;
  /** Hash of the files; empty when there are none. */
  readonly hash: string;
  readonly settings: JudgeSettings;
  readonly outcome: Outcome;
  /** ISO 8601. */
  readonly gradedAt: string;
  /** What was left out of the submission. */
  readonly notes: readonly string[];
}

/** Whether a verdict still stands for these files: same files, same suite, same conditions. What failed is tried again. */
export function stands(record: GradeRecord | undefined, hash: string, settings: JudgeSettings): boolean {
  if (record === undefined || record.hash !== hash || record.outcome.kind === 'failed') return false;
  if (record.outcome.kind === 'missing') return true;
  const { verdict, trust } = record.outcome.judgement;
  if (verdict.kind === 'error' || settings.isolation === 'required' && trust.level !== 'sandboxed') return false;
  const before = record.settings;
  return before.seed === settings.seed && before.schedules === settings.schedules && before.suite === settings.suite
    && before.version === settings.version;
}
