/** The gradebook of a class: what `grade` writes as JSON, and what its CSV and its page show. */
import { z } from 'zod';

const checkResult = z.object({
  id: z.string(),
  status: z.enum(['pass', 'fail', 'error', 'skipped']),
  score: z.number(),
  max: z.number(),
  kind: z.string().optional().describe('The finding or the cause, such as deadlock or expectation'),
  rationale: z.string().optional().describe('What the program did'),
  help: z.string().optional(),
  location: z.string().optional().describe('file:line:column in the student\'s own files'),
  replay: z.string().optional().describe('The token of the schedule that shows it'),
});

const gradedResult = z.object({
  exercise: z.string(),
  state: z.enum(['pass', 'fail', 'missing', 'no-verdict']).describe('missing: nothing was handed in; no-verdict: our fault, not the student\'s'),
  computed: z.number().describe('Points by the checks alone'),
  max: z.number(),
  late: z.object({ submitted: z.string(), deadline: z.string(), minutes: z.int(), penalty: z.number() }).optional(),
  override: z.object({ score: z.number(), reason: z.string() }).optional().describe('A score that a teacher set by hand'),
  final: z.number().nullable().describe('What counts: the override, or else the computed points without the penalty; null without a verdict'),
  checks: z.array(checkResult),
  notes: z.array(z.string()).describe('What was left out of the submission, or why there is no verdict'),
  trust: z.string().optional().describe('What held the code while it ran'),
  missingWalls: z.array(z.string()).optional(),
  files: z.string().describe('SHA-256 over the files that were judged'),
  gradedAt: z.string(),
});

const passage = z.object({ file: z.string(), from: z.int(), to: z.int() });

export const gradebookSchema = z.object({
  schema: z.literal('concurrency-tutor/gradebook/v1'),
  version: z.string(),
  createdAt: z.string(),
  commitment: z.string().optional().describe('SHA-256 of the seed, which may be published before the seed'),
  anonymous: z.boolean(),
  exercises: z.array(z.object({
    id: z.string(), title: z.string(), max: z.number(), suite: z.string(), deadline: z.string().optional(),
    checks: z.array(z.object({ id: z.string(), description: z.string(), max: z.number() })),
  })),
  students: z.array(z.object({
    student: z.string(), name: z.string().optional(), total: z.number(), max: z.number(), log: z.string(), results: z.array(gradedResult),
  })),
  absent: z.array(z.string()).describe('Students of the roster without a submission'),
  unknown: z.array(z.string()).describe('Submissions of nobody in the roster'),
  changes: z.array(z.object({
    student: z.string(), exercise: z.string(), before: z.number().nullable(), after: z.number().nullable(),
    checks: z.array(z.object({ id: z.string(), before: z.string(), after: z.string() })),
  })).describe('What was decided differently from the run before'),
  similar: z.array(z.object({
    exercise: z.string(), students: z.tuple([z.string(), z.string()]), share: z.number(), fingerprints: z.int(),
    passages: z.array(z.tuple([passage, passage])),
  })).describe('Hints for a person to look at, no accusations'),
});

export type Gradebook = z.infer<typeof gradebookSchema>;
export type GradebookExercise = Gradebook['exercises'][number];
export type GradebookStudent = Gradebook['students'][number];
export type GradedResult = z.infer<typeof gradedResult>;
export type GradedCheck = z.infer<typeof checkResult>;

/** A score as people write it: at most two decimals. */
export function points(score: number | null): string {
  return score === null ? '' : String(Math.round(score * 100) / 100);
}
