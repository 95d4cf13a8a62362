/** What `items.yaml` may hold: a schema for each type of practice item. */
import { z } from 'zod';
import { findingKinds } from '../explore/report.ts';
import { choices, correctOnes, text, twice } from './schemas.ts';

const head = {
  id: text.regex(/^\d+(?:\.(?:P|PX|Q)\d+)?(?:\.[a-z][a-z0-9-]*)+$/, { error: 'An item id is the pitfall\'s or the concept\'s id and a word: `3.P1.verdict`, `3.order`.' }),
  pitfall: text.optional(),
  role: z.enum(['pretest', 'exit']).optional(),
  prompt: text,
};

/** Blanks at the ends of a line of code say nothing. */
const wrong = z.array(z.strictObject({ text, why: text }));
const line = z.int().min(1);
const range = z.union([z.int().min(1), text.regex(/^\d+(?:-\d+)?$/, { error: 'Lines are written `12` or `12-30`.' })]);
/** Groups whose members may change places: numbers of lines, or of steps. */
const anyOrder = z.array(z.array(line).min(2)).default([]);

const choiceTypes = ['choice', 'multi', 'predict-output', 'predict-verdict', 'spot-bug'] as const;

const choiceItem = z.strictObject({ ...head, type: z.enum(choiceTypes), program: text.optional(), choices });

const blankItem = z.strictObject({
  ...head, type: z.literal('blank'), program: text,
  gap: z.strictObject({ line, text }),
  accept: z.array(text).default([]),
  wrong: wrong.min(1),
  hint: text, why: text,
});

const parsonsItem = z.strictObject({
  ...head, type: z.literal('parsons'), program: text,
  lines: range,
  together: z.array(range).default([]),
  anyOrder,
  distractors: wrong.default([]),
  hint: text, why: text,
});

const orderItem = z.strictObject({
  ...head, type: z.literal('order'), program: text.optional(),
  steps: z.array(z.strictObject({ text, why: text })).min(3).max(8),
  anyOrder,
  distractors: wrong.default([]),
  hint: text, why: text,
});

const scheduleItem = z.strictObject({
  ...head, type: z.literal('schedule'), program: text,
  goal: z.union([z.strictObject({ finding: z.enum(findingKinds) }), z.strictObject({ output: z.string().min(1) })], { error: 'a goal is `finding: deadlock`, or another kind, or `output:` and what is printed.' }),
  hint: text, why: text,
});

const codeItem = z.strictObject({ ...head, type: z.enum(['fix', 'write']), program: text, solution: text, hint: text, why: text });

const itemTypes = [...choiceTypes, 'order', 'blank', 'parsons', 'schedule', 'fix', 'write'] as const;

const item = z.discriminatedUnion('type', [choiceItem, blankItem, parsonsItem, orderItem, scheduleItem, codeItem], {
  error: (issue) => (issue.code === 'invalid_union' ? `the types are ${itemTypes.join(', ')}.` : undefined),
}).superRefine((one, context) => {
  const complain = (path: string, message: string): void => { context.addIssue({ code: 'custom', path: [path], message }); };
  const fromId = /^\d+\.PX?\d+/.exec(one.id)?.[0];
  if (fromId !== undefined && one.pitfall !== fromId) complain('pitfall', `The item is named after ${fromId}; write \`pitfall: ${fromId}\`.`);
  if ('choices' in one) complainAboutChoices(one, complain);
});

function complainAboutChoices(one: ChoiceItemData, complain: (path: string, message: string) => void): void {
  const count = correctOnes(one.choices);
  if (one.type === 'multi' && count === 0) complain('choices', 'At least one choice of a `multi` item is correct; here none says `correct: true`.');
  if (one.type !== 'multi' && count !== 1) complain('choices', `Exactly one choice of a \`${one.type}\` item is correct; here ${count} say \`correct: true\`.`);
  if (one.type.includes('-') && one.program === undefined) complain('program', `A \`${one.type}\` item needs \`program\`: the file it asks about.`);
  const same = twice(one.choices);
  if (same !== undefined) complain('choices', `Two choices say “${same.trim()}”; change one.`);
}

export const itemsSchema = z.array(item);

export type ItemData = z.infer<typeof item>;
export type ChoiceItemData = z.infer<typeof choiceItem>;
export type BlankItemData = z.infer<typeof blankItem>;
export type ParsonsItemData = z.infer<typeof parsonsItem>;
export type ScheduleItemData = z.infer<typeof scheduleItem>;
export type CodeItemData = z.infer<typeof codeItem>;
export type OrderItemData = z.infer<typeof orderItem>;
