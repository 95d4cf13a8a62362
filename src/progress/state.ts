/** What the tutor remembers of a learner: the document in `state.json`. */
import { z } from 'zod';
import { messageOf } from '../system-error.ts';

export const stateSchemaId = 'concurrency-tutor/state/v1';

const answerSchema = z.looseObject({
  /** The choice taken, counted from 0; a list where several may be taken. */
  choice: z.union([z.int().nonnegative(), z.array(z.int().nonnegative())]),
  /** What was typed, where something was. */
  text: z.string().optional(),
  correct: z.boolean(),
  at: z.string(),
});

const lessonSchema = z.looseObject({
  state: z.enum(['started', 'read']),
  /** The section the reader was in last. */
  section: z.string().optional(),
  sectionsRead: z.array(z.string()),
  answers: z.record(z.string(), answerSchema),
});

const exerciseSchema = z.looseObject({
  state: z.enum(['started', 'passed']),
  attempts: z.int().nonnegative(),
  bestScore: z.number().nonnegative(),
  /** How many hints were shown. */
  hints: z.int().nonnegative(),
  passedAt: z.string().optional(),
});

/** Loose at every level: a field another version wrote is carried along. */
export const stateSchema = z.looseObject({
  schema: z.literal(stateSchemaId),
  /** Id of the exercise the learner is at. */
  current: z.string().optional(),
  /** Id of the lesson that was open last. */
  lastLesson: z.string().optional(),
  lessons: z.record(z.string(), lessonSchema),
  exercises: z.record(z.string(), exerciseSchema),
});

export interface Answer {
  choice: number | number[];
  text?: string;
  correct: boolean;
  /** ISO 8601. */
  at: string;
}

export interface LessonState {
  state: 'started' | 'read';
  section?: string;
  sectionsRead: string[];
  /** By item or question id. */
  answers: Record<string, Answer>;
}

export interface ExerciseState {
  state: 'started' | 'passed';
  attempts: number;
  bestScore: number;
  hints: number;
  passedAt?: string;
}

export interface State {
  schema: typeof stateSchemaId;
  current?: string;
  lastLesson?: string;
  lessons: Record<string, LessonState>;
  exercises: Record<string, ExerciseState>;
}

export function emptyState(): State {
  return { schema: stateSchemaId, lessons: {}, exercises: {} };
}

export type ParsedState =
  | { readonly kind: 'ok'; readonly state: State }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged'; readonly why: string };

export function parseState(text: string): ParsedState {
  let document: unknown;
  try {
    // Some editors put a byte order mark in front.
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { kind: 'damaged', why: messageOf(error) };
  }
  const version = versionOf(document);
  if (version !== undefined && version > 1) return { kind: 'newer', version };
  const parsed = stateSchema.safeParse(document);
  if (!parsed.success) return { kind: 'damaged', why: z.prettifyError(parsed.error) };
  return { kind: 'ok', state: parsed.data as State };
}

function versionOf(document: unknown): number | undefined {
  if (typeof document !== 'object' || document === null || !('schema' in document)) return undefined;
  const match = /^concurrency-tutor\/state\/v(\d+)$/.exec(String(document.schema));
  return match === null ? undefined : Number(match[1]);
}
