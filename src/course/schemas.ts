/** What the data files of the course may hold. Unknown keys are refused: a misspelt key would silently do nothing. */
import { z } from 'zod';

const text = z.string().trim().min(1);
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
const choices = z.array(choice).min(2).max(5);

function correctOnes(list: readonly { readonly correct: boolean }[]): number {
  return list.filter((one) => one.correct).length;
}

function twice(list: readonly { readonly text: string }[]): string | undefined {
  return list.find((one, index) => list.findIndex((other) => other.text.trim() === one.text.trim()) !== index)?.text;
}

export const askSchema = z.strictObject({ prompt: text, choices }).superRefine((ask, context) => {
  const count = correctOnes(ask.choices);
  if (count !== 1) context.addIssue({ code: 'custom', path: ['choices'], message: `Exactly one choice is correct; here ${count} say \`correct: true\`.` });
  const same = twice(ask.choices);
  if (same !== undefined) context.addIssue({ code: 'custom', path: ['choices'], message: `Two choices say “${same.trim()}”; change one.` });
});

const itemTypes = ['choice', 'multi', 'predict-output', 'predict-verdict', 'spot-bug'] as const;

const item = z.strictObject({
  id: text.regex(/^\d+(?:\.(?:P|PX|Q)\d+)?(?:\.[a-z][a-z0-9-]*)+$/, { error: 'An item id is the pitfall\'s or the concept\'s id and a word: `3.P1.verdict`, `3.order`.' }),
  type: z.enum(itemTypes),
  pitfall: text.optional(),
  prompt: text,
  program: text.optional(),
  choices,
}).superRefine((one, context) => {
  const count = correctOnes(one.choices);
  const complain = (path: string, message: string): void => { context.addIssue({ code: 'custom', path: [path], message }); };
  if (one.type === 'multi' && count === 0) complain('choices', 'At least one choice of a `multi` item is correct; here none says `correct: true`.');
  if (one.type !== 'multi' && count !== 1) complain('choices', `Exactly one choice of a \`${one.type}\` item is correct; here ${count} say \`correct: true\`.`);
  if (one.type.includes('-') && one.program === undefined) complain('program', `A \`${one.type}\` item needs \`program\`: the file it asks about.`);
  const same = twice(one.choices);
  if (same !== undefined) complain('choices', `Two choices say “${same.trim()}”; change one.`);
  const fromId = /^\d+\.PX?\d+/.exec(one.id)?.[0];
  if (fromId !== undefined && one.pitfall !== fromId) complain('pitfall', `The item is named after ${fromId}; write \`pitfall: ${fromId}\`.`);
});

export const itemsSchema = z.array(item);

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

export type FrontMatter = z.infer<typeof frontMatterSchema>;
export type ItemData = z.infer<typeof item>;
export type ExerciseData = z.infer<typeof exerciseSchema>;
