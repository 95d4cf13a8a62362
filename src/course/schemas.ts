/** What the data files of the course may hold. Unknown keys are refused: a misspelt key would silently do nothing. */
import { z } from 'zod';

export const text = z.string().trim().min(1);
const texts = z.array(text);
const positive = z.int().min(1);

export const frontMatterSchema = z.strictObject({
  title: text,
  status: z.enum(['complete', 'outline']),
  minutes: positive,
  goals: texts.min(1),
  prerequisites: texts.default([]),
  covers: texts.default([]),
});

/** Outputs may start or end with blanks on purpose, so a choice's text is kept as it is. */
const choice = z.strictObject({ text: z.string().min(1), correct: z.boolean().default(false), why: text });
export const choices = z.array(choice).min(2).max(5);

export function correctOnes(list: readonly { readonly correct: boolean }[]): number {
  return list.filter((one) => one.correct).length;
}

export function twice(list: readonly { readonly text: string }[]): string | undefined {
  return list.find((one, index) => list.findIndex((other) => other.text.trim() === one.text.trim()) !== index)?.text;
}

export const askSchema = z.strictObject({ prompt: text, choices }).superRefine((ask, context) => {
  const count = correctOnes(ask.choices);
  if (count !== 1) context.addIssue({ code: 'custom', path: ['choices'], message: `Exactly one choice is correct; here ${count} say \`correct: true\`.` });
  const same = twice(ask.choices);
  if (same !== undefined) context.addIssue({ code: 'custom', path: ['choices'], message: `Two choices say “${same.trim()}”; change one.` });
});

export const exerciseSchema = z.strictObject({
  title: text,
  minutes: positive,
  lessons: texts,
  covers: texts.default([]),
  files: texts.min(1),
  exports: texts.min(1),
  limits: z.strictObject({ seconds: z.number().positive(), memory: positive, schedules: positive }),
  checks: z.array(z.strictObject({
    id: text.regex(/^[a-z][a-z0-9-]*$/, { error: 'A check\'s id is small letters, digits and hyphens: `fixed-workers`.' }),
    description: text,
    points: z.int().min(0),
    covers: texts.default([]),
    dependsOn: text.optional(),
    visibility: z.enum(['visible', 'hidden']).optional(),
  })).min(1),
  hints: texts.min(3).max(3),
  wrong: z.array(z.strictObject({ path: text, mistake: text, caughtBy: text, says: text.optional() })).default([]),
});

/** `course.yaml`: a course of its own. */
export const courseFileSchema = z.strictObject({
  name: text.regex(/^[a-z][a-z0-9-]*$/, { error: 'A course\'s name is small letters, digits and hyphens: `first-steps`.' })
    .describe('Tells the progress in this course from that in others; keep it when the title changes'),
  title: text,
  covers: z.array(z.strictObject({
    group: text.describe('What these ids stand for: fact, pitfall, acceptance point …'),
    of: text.regex(/^(?:lesson|exercise|project)-[1-9]\d*$/, { error: '`of` is the id of a lesson or an exercise: `lesson-1`.' }).optional()
      .describe('The lesson or exercise that must cover them; when left out, any part of the course may'),
    ids: texts.min(1),
  })).default([]).describe('Everything the course must teach, by id; `course check` fails while an id is not covered'),
});

export type CourseFileData = z.infer<typeof courseFileSchema>;
export type FrontMatter = z.infer<typeof frontMatterSchema>;
export type ExerciseData = z.infer<typeof exerciseSchema>;
