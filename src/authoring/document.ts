/** The JSON document of `course check`. `schemas/` holds the same as JSON Schema; a test keeps the two in step. */
import { z } from 'zod';
import type { CourseCheck } from './results.ts';

const result = {
  path: z.string().describe('Path relative to the course root, with forward slashes'),
  status: z.enum(['pass', 'fail', 'skipped', 'unchanged']).describe('unchanged: it passed before, and nothing it depends on is different now'),
  message: z.string().optional().describe('What was expected and what happened instead, or why it was skipped'),
  durationMs: z.number(),
};

const about = {
  id: z.string(),
  number: z.int(),
  slug: z.string(),
  title: z.string(),
  passed: z.boolean(),
  durationMs: z.number(),
  problems: z.array(z.object({ file: z.string(), line: z.int().optional(), message: z.string() })),
  coverage: z.object({ covered: z.array(z.string()), missing: z.array(z.string()) }),
};

export const courseCheckDocumentSchema = z.object({
  schema: z.literal('concurrency-tutor/course-check/v1'),
  exitCode: z.int().describe('0 everything holds, 1 something does not'),
  passed: z.boolean(),
  tier: z.enum(['quick', 'full']),
  scope: z.enum(['all', 'part']).describe('Whether the whole course was checked'),
  schedules: z.int().describe('Schedules per program'),
  seed: z.int(),
  durationMs: z.number(),
  lessons: z.array(z.object({ ...about, state: z.enum(['complete', 'outline']), programs: z.array(z.object(result)) })),
  exercises: z.array(z.object({ ...about, answers: z.array(z.object({ ...result, kind: z.enum(['starter', 'solution', 'wrong']) })) })),
  coverage: z.object({
    total: z.int(),
    covered: z.int(),
    groups: z.array(z.object({ group: z.string(), total: z.int(), covered: z.int(), missing: z.array(z.string()) })),
  }).describe('Of everything the course must teach, whatever was checked this time'),
  notes: z.array(z.string()).describe('Tools that are not installed, and what was not checked for that reason'),
});

export type CourseCheckDocument = z.infer<typeof courseCheckDocumentSchema>;

export function courseCheckDocument(check: CourseCheck): object {
  const { coverage, ...rest } = check;
  const sum = (of: (group: CourseCheck['coverage'][number]) => number): number => coverage.reduce((total, group) => total + of(group), 0);
  return {
    schema: 'concurrency-tutor/course-check/v1',
    exitCode: check.passed ? 0 : 1,
    ...rest,
    coverage: { total: sum((group) => group.total), covered: sum((group) => group.covered), groups: coverage.map(({ group, total, covered, missing }) => ({ group, total, covered, missing })) },
  };
}

/** The schema as the text of its file. */
export function courseCheckSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(courseCheckDocumentSchema), null, 2)}\n`;
}
