/** Deadlines, extensions, and what lateness costs. */
import { z } from 'zod';
import { Problems } from '../../course/problems.ts';
import type { YamlData } from '../../course/yaml-data.ts';
import type { Exercise } from '../../course/model.ts';
import { readMoment } from '../intake/list-file.ts';
import { readYamlFile, wrongIn } from './yaml-file.ts';

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

const duration = z.string().transform((text, context) => {
  const found = /^(\d+) ?(minute|hour|day|week)s?$/.exec(text);
  if (found !== null) return Number(found[1]) * (units[found[2] ?? ''] ?? 0);
  context.addIssue({ code: 'custom', message: `"${text}" is not a length of time; write it as \`15 minutes\`, \`2 hours\`, \`1 day\` or \`1 week\`.` });
  return z.NEVER;
});

const percentage = z.string().transform((text, context) => {
  const found = /^(\d+(?:\.\d+)?) ?%$/.exec(text);
  if (found !== null && Number(found[1]) <= 100) return Number(found[1]) / 100;
  context.addIssue({ code: 'custom', message: `"${text}" is not a share; write it as \`10%\`.` });
  return z.NEVER;
});

const moment = z.string().transform((text, context) => {
  try {
    return readMoment(text, '');
  } catch {
    context.addIssue({ code: 'custom', message: `"${text}" is not a time; write it with its time zone, such as 2026-11-20T23:59:00+01:00.` });
    return z.NEVER;
  }
});

const policySchema = z.strictObject({
  deadlines: z.record(z.string(), moment),
  extensions: z.record(z.string(), z.record(z.string(), moment)).default({}),
  late: z.strictObject({
    grace: duration.optional(),
    each: duration,
    takes: percentage,
    atMost: percentage.optional(),
    refusedAfter: duration.optional(),
  }).optional(),
});

export type Policy = z.infer<typeof policySchema>;

export interface Lateness {
  readonly deadline: Date;
  readonly submitted: Date;
  /** Minutes after the deadline, rounded up; 0 when it was in time. */
  readonly minutes: number;
  /** Points that lateness takes away. */
  readonly penalty: number;
}

export async function readPolicy(path: string, name: string, exercises: readonly Exercise[], students: readonly string[]): Promise<Policy> {
  const yaml = await readYamlFile(path, name, policySchema);
  requireKnown(yaml, name, exercises, students);
  return yaml.data;
}

/** A typing mistake here would silently cost somebody an extension. */
function requireKnown({ data, position }: YamlData<Policy>, name: string, exercises: readonly Exercise[], students: readonly string[]): void {
  const problems = new Problems();
  const ids = new Set(exercises.map(({ id }) => id));
  const knows = (id: string): boolean => ids.has(id);
  for (const id of Object.keys(data.deadlines)) {
    if (!knows(id)) problems.add(position(['deadlines', id]), `There is no exercise \`${id}\`; write its id, such as ${exercises[0]?.id}.`);
  }
  for (const [student, own] of Object.entries(data.extensions)) {
    if (!students.includes(student)) problems.add(position(['extensions', student]), `There is no submission of \`${student}\`; write the name as the folder or the list has it.`);
    for (const id of Object.keys(own)) {
      if (!knows(id)) problems.add(position(['extensions', student, id]), `There is no exercise \`${id}\`; write its id, such as ${exercises[0]?.id}.`);
    }
  }
  if (problems.list().length > 0) throw wrongIn(name, problems);
}

/** Every unit of time that has begun counts, after the grace; a share of all points of the exercise, never more than were reached. */
export function latenessOf(policy: Policy, work: { readonly student: string; readonly exercise: string; readonly submitted: Date; readonly score: number; readonly max: number }): Lateness | undefined {
  const deadline = policy.extensions[work.student]?.[work.exercise] ?? policy.deadlines[work.exercise];
  if (deadline === undefined) return undefined;
  const late = work.submitted.getTime() - deadline.getTime();
  const facts = { deadline, submitted: work.submitted, minutes: Math.max(0, Math.ceil(late / 60_000)) };
  const { late: rule } = policy;
  if (rule === undefined || late <= (rule.grace ?? 0)) return { ...facts, penalty: 0 };
  if (rule.refusedAfter !== undefined && late > rule.refusedAfter) return { ...facts, penalty: work.score };
  const share = Math.min(Math.ceil(late / rule.each) * rule.takes, rule.atMost ?? 1);
  return { ...facts, penalty: Math.min(work.score, Math.round(share * work.max * 100) / 100) };
}
