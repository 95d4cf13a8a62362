/**
 * The JSON documents of the command line. `schemas/` holds the same as JSON Schema; a test keeps the two in step.
 * A schema id changes only when a reader of the old documents could be misled.
 */
import { z } from 'zod';
import { findingKinds, traceKinds } from '../explore/report.ts';
import { trustLevels, wallNames } from '../judge/isolation/walls.ts';
import { gradebookSchema } from './gradebook/document.ts';

const site = z.object({
  file: z.string().describe('Path relative to the program\'s folder, with forward slashes'),
  line: z.int().positive(),
  column: z.int().positive(),
});

const goroutine = z.object({
  id: z.int(),
  name: z.string(),
  state: z.string(),
  waitingOn: z.string().optional(),
  at: site.optional(),
  createdAt: site.optional(),
  waitsFor: z.array(z.object({
    goroutine: z.int(),
    name: z.string(),
    role: z.enum(['holds', 'sent', 'received', 'closed', 'done', 'signalled', 'member']),
    state: z.string(),
    waitingOn: z.string().optional(),
    step: z.int().optional(),
    at: site.optional(),
  })).optional().describe('Who could wake it, as far as the schedule has shown'),
});

const cycleEdge = z.object({
  goroutine: z.int(),
  waitingOn: z.string(),
  resource: z.string(),
  at: site.optional(),
  holder: z.int().describe('The next one of the circle'),
  role: z.enum(['write', 'read', 'queued', 'member', 'sent', 'received', 'closed', 'done', 'signalled']),
  takenAt: site.optional(),
  takenStep: z.int().optional(),
});

const traceEvent = z.object({
  step: z.int().describe('All that a goroutine does between two scheduling points is one step'),
  time: z.number().describe('Virtual milliseconds'),
  goroutine: z.int(),
  what: z.string(),
  at: site.optional(),
  kind: z.enum(traceKinds).optional(),
  operation: z.string().optional(),
  call: z.string().optional().describe('As the author might have written it'),
  result: z.string().optional(),
  on: z.array(z.int()).optional().describe('Ids among the resources'),
  creates: z.int().optional(),
  wakes: z.array(z.int()).optional(),
  wokenBy: z.union([z.int(), z.literal('timer')]).optional(),
  buffer: z.array(z.string()).optional(),
});

const traceGoroutine = z.object({ id: z.int(), name: z.string(), createdAt: site.optional() });
const traceResource = z.object({ id: z.int(), name: z.string(), kind: z.string(), capacity: z.int().optional(), createdAt: site.optional() });

/** A finding as the documents show it: these properties and no others. */
export const findingSchema = z.object({
  kind: z.enum(findingKinds),
  detail: z.string().optional(),
  message: z.string(),
  nextStep: z.string().optional(),
  goroutines: z.array(goroutine),
  cycle: z.array(cycleEdge).optional().describe('Goroutines that wait for each other in a circle'),
  topic: z.string().optional(),
  replay: z.string().describe('The token that repeats this schedule'),
  trace: z.array(traceEvent),
  cast: z.array(traceGoroutine).optional().describe('The goroutines of the trace'),
  resources: z.array(traceResource).optional().describe('The channels, locks and so on of the trace'),
});

const printed = z.object({ stream: z.enum(['stdout', 'stderr']), text: z.string(), truncated: z.boolean() });

const cause = z.object({
  kind: z.enum(['expectation', 'finding', 'missing-file', 'missing-export', 'syntax-error', 'type-error', 'load-error', 'timeout', 'exited',
    'crashed', 'out-of-memory', 'limit', 'contradicted', 'dependency', 'internal']),
  rationale: z.string().describe('What the program did'),
  help: z.string().describe('One next step'),
  expected: z.string().optional(),
  actual: z.string().optional(),
  location: site.optional(),
  replay: z.string().optional(),
  lesson: z.string().optional(),
  finding: findingSchema.optional(),
});

const check = z.object({
  id: z.string(),
  description: z.string(),
  status: z.enum(['pass', 'fail', 'error', 'skipped']),
  score: z.number(),
  max: z.number(),
  durationMs: z.number(),
  schedules: z.int(),
  cause: cause.optional(),
  dependsOn: z.string().optional(),
  visibility: z.enum(['visible', 'hidden']).describe('hidden: learners hear whether it passed, and no more'),
});

const verdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pass'), checks: z.array(check) }),
  z.object({ kind: z.literal('fail'), checks: z.array(check), finding: findingSchema.optional() }),
  z.object({ kind: z.literal('error'), cause: z.object({ message: z.string(), help: z.string() }) }),
]);

/** A judgement as the documents show it. */
export const judgementSchema = z.object({
  exercise: z.string(),
  title: z.string(),
  verdict,
  score: z.number(),
  max: z.number(),
  seed: z.union([z.int(), z.string()]).describe('Repeats the run; a teacher\'s is 64 hex digits and a secret'),
  commitment: z.string().describe('SHA-256 of the seed as text, hex'),
  durationMs: z.number(),
  suite: z.string().describe('SHA-256 of the hidden suite, hex'),
  version: z.string().describe('Of concurrency-tutor'),
  node: z.string().describe('Of Node'),
  trust: z.object({ level: z.enum(trustLevels), missing: z.array(z.enum(wallNames)).describe('The walls that were not there') }).describe('What held the code while it ran'),
  audited: z.int().describe('Scenarios that were run once more in a fresh process and compared'),
  output: z.array(printed),
});

const problem = z.object({
  exercise: z.string(),
  code: z.string(),
  message: z.string(),
  nextStep: z.string(),
});

export const checkDocumentSchema = z.object({
  schema: z.literal('concurrency-tutor/check/v1'),
  exitCode: z.int().describe('0 all passed, 1 work failed, 3 workspace problem, 4 our fault, 130 interrupted'),
  interrupted: z.boolean(),
  judgements: z.array(judgementSchema),
  problems: z.array(problem).describe('Exercises that could not be judged, because of the workspace'),
});

const outcome = z.object({
  verdict: z.enum([...findingKinds, 'pass']),
  output: z.string().describe('What the program printed on standard output'),
  errors: z.string().describe('What it printed on standard error'),
  unfinished: z.int(),
  count: z.int().describe('How many schedules came out like this'),
  schedule: z.int().describe('The first of them'),
  replay: z.string(),
});

export const runDocumentSchema = z.object({
  schema: z.literal('concurrency-tutor/run/v1'),
  mode: z.enum(['native', 'explore', 'replay']).describe('Native: once, on the real clock'),
  verdict: z.enum([...findingKinds, 'pass', 'load-error']),
  schedules: z.int().describe('0 when the program could not be loaded'),
  seed: z.int().optional(),
  races: z.enum(['checked', 'not checked']),
  controlled: z.boolean(),
  nondeterministic: z.string().optional().describe('What the program did differently when the same schedule was run again'),
  unfinished: z.int(),
  meters: z.object({
    maxGoroutines: z.int().describe('The most goroutines alive at once, main included'),
    maxQueued: z.record(z.string(), z.int()).describe('The most values and senders that waited at each channel'),
    virtualTime: z.number().describe('Milliseconds of the program\'s own clock, in its longest schedule'),
  }).optional().describe('Absent on the real clock'),
  coverage: z.object({
    kind: z.enum(['all', 'bounded', 'part']),
    executions: z.int(),
    preemptions: z.int().optional(),
    text: z.string(),
  }).optional().describe('How much has been run, when the strategy is exhaustive'),
  findings: z.array(findingSchema),
  outcomes: z.array(outcome).describe('The different ways the schedules came out'),
  output: z.array(printed),
  problems: z.array(z.object({ message: z.string(), at: site.optional() })).describe('Why the program could not be loaded, or what it threw on the real clock'),
});

const listItem = z.object({
  id: z.string(),
  number: z.int(),
  slug: z.string(),
  title: z.string(),
  state: z.enum(['new', 'started', 'read', 'passed']),
});

export const listDocumentSchema = z.object({
  schema: z.literal('concurrency-tutor/list/v1'),
  lessons: z.array(listItem),
  exercises: z.array(listItem),
  projects: z.array(listItem),
});

const hit = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  place: z.string(),
  command: z.string().describe('What shows it, after the program\'s name'),
  text: z.string(),
  words: z.array(z.string()).describe('The words of the course that matched'),
});

export const searchDocumentSchema = z.object({
  schema: z.literal('concurrency-tutor/search/v1'),
  query: z.string(),
  total: z.int(),
  hits: z.array(hit).describe('The best first'),
});

const progressCriterion = z.object({
  id: z.string(),
  text: z.string(),
  state: z.enum(['open', 'begun', 'shown']),
  evidence: z.array(z.string()).describe('Pitfalls, questions and exercises that show it'),
  missing: z.array(z.string()).describe('Those of them that are not there yet'),
});

const progressLesson = z.object({
  id: z.string(),
  number: z.int(),
  title: z.string(),
  state: z.enum(['new', 'started', 'read']),
  exit: z.object({ items: z.int(), answered: z.int(), right: z.int() }).optional().describe('The exit ticket, where the lesson has one'),
  criteria: z.array(progressCriterion),
});

export const progressDocumentSchema = z.object({
  schema: z.literal('concurrency-tutor/progress/v1'),
  criteria: z.int(),
  shown: z.int(),
  lessons: z.array(progressLesson),
  exercises: z.array(z.object({ id: z.string(), title: z.string(), state: z.enum(['new', 'started', 'passed']), attempts: z.int(), bestScore: z.number(), hints: z.int() })),
});

export const doctorDocumentSchema = z.object({
  schema: z.literal('concurrency-tutor/doctor/v1'),
  version: z.string(),
  node: z.string(),
  platform: z.string(),
  check: z.object({ level: z.enum(trustLevels), missing: z.array(z.enum(wallNames)) }).describe('How `check` runs a learner\'s own code'),
  grade: z.object({ level: z.enum(trustLevels), missing: z.array(z.enum(wallNames)) }).describe('How `grade` can run other people\'s code here'),
  walls: z.array(z.object({
    name: z.enum(wallNames),
    promise: z.string(),
    state: z.enum(['holds', 'there', 'does not hold', 'missing']).describe('holds: it was tried just now; there: it is set up, and cannot be tried; of `grade`'),
  })),
  problem: z.object({ message: z.string(), help: z.string() }).optional().describe('Why there is no sandbox, and what to do'),
  tools: z.array(z.object({ name: z.string(), path: z.string().optional(), purpose: z.string() })),
});

export const errorDocumentSchema = z.object({
  schema: z.literal('concurrency-tutor/error/v1'),
  code: z.string(),
  message: z.string(),
  nextStep: z.string(),
  problems: z.array(z.string()).optional(),
});

export type DoctorDocument = z.infer<typeof doctorDocumentSchema>;
export type RunDocument = z.infer<typeof runDocumentSchema>;
export type ListDocument = z.infer<typeof listDocumentSchema>;
export type ListItem = z.infer<typeof listItem>;
export type SearchDocument = z.infer<typeof searchDocumentSchema>;
export type ProgressDocument = z.infer<typeof progressDocumentSchema>;
export type ProgressLesson = z.infer<typeof progressLesson>;

/** The schemas by the name of their file in `schemas/`. */
export const documentSchemas = {
  'check.v1.json': checkDocumentSchema,
  'run.v1.json': runDocumentSchema,
  'list.v1.json': listDocumentSchema,
  'search.v1.json': searchDocumentSchema,
  'progress.v1.json': progressDocumentSchema,
  'doctor.v1.json': doctorDocumentSchema,
  'error.v1.json': errorDocumentSchema,
  'gradebook.v1.json': gradebookSchema,
} as const;

/** A document's schema as the text of its file. */
export function schemaText(name: keyof typeof documentSchemas): string {
  return `${JSON.stringify(z.toJSONSchema(documentSchemas[name]), null, 2)}\n`;
}
