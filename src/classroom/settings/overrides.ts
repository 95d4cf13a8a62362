/** Scores that a teacher set by hand, each with its reason. They stand beside the computed score and never replace it. */
import { z } from 'zod';
import { Problems } from '../../course/problems.ts';
import type { Exercise } from '../../course/model.ts';
import { readYamlFile, wrongIn } from './yaml-file.ts';

const overridesSchema = z.array(z.strictObject({
  student: z.string().min(1),
  exercise: z.string().min(1),
  score: z.number().min(0),
  reason: z.string().trim().min(1),
}));

export type Override = z.infer<typeof overridesSchema>[number];

export async function readOverrides(path: string, name: string, exercises: readonly Exercise[], students: readonly string[]): Promise<readonly Override[]> {
  const { data, position } = await readYamlFile(path, name, overridesSchema);
  const problems = new Problems();
  const seen = new Set<string>();
  data.forEach(({ student, exercise, score }, index) => {
    if (!students.includes(student)) problems.add(position([index, 'student']), `There is no submission of \`${student}\`; write the name as the folder or the list has it.`);
    const known = exercises.find(({ id }) => id === exercise);
    if (known === undefined) problems.add(position([index, 'exercise']), `\`${exercise}\` is not graded here; write the id of one that is, such as ${exercises[0]?.id}.`);
    const max = known?.checks.reduce((sum, { points }) => sum + points, 0) ?? score;
    if (score > max) problems.add(position([index, 'score']), `${score} is more than the ${max} points of ${exercise}.`);
    const key = `${student}\0${exercise}`;
    if (seen.has(key)) problems.add(position([index]), `There are two entries for ${student} and ${exercise}; keep one.`);
    seen.add(key);
  });
  if (problems.list().length > 0) throw wrongIn(name, problems);
  return data;
}
