import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import { checkIds } from '../check-ids.ts';
import { isHeadingId, isInventoryId, type Inventory } from '../inventory.ts';
import type { Criterion, Reference, Symptom, Technique } from '../model.ts';
import type { Problems } from '../problems.ts';
import type { LessonSurroundings } from '../surroundings.ts';
import { readYaml, type YamlData } from '../yaml-data.ts';
import { criteriaSchema, symptomsSchema, techniquesSchema } from './schemas.ts';

/** Adds what is wrong with an entry of a list, at a path within it. */
type Complain = (path: readonly PropertyKey[], message: string) => void;

/** Reads what stands beside the lessons: symptoms, techniques and criteria. A course without one of the files has none of them. */
export function loadReference({ root, lessons, inventory }: LessonSurroundings, problems: Problems): Reference {
  const techniques = readList(root, 'techniques', techniquesSchema, inventory, problems, ({ program }, complain) => {
    if (program !== undefined && !existsSync(join(root, 'lessons', program))) complain(['program'], `There is no program \`${program}\`; the path counts from lessons/.`);
  }).map(({ program, ...rest }): Technique => ({ ...rest, ...(program === undefined ? {} : { program: `lessons/${program}` }) }));

  const symptoms = readList(root, 'symptoms', symptomsSchema, inventory, problems, (symptom, complain) => {
    symptom.see.forEach((id, index) => { if (!isPractised(id, inventory)) complain(['see', index], `\`${id}\` is neither a pitfall nor a question.`); });
    symptom.techniques.forEach((id, index) => {
      if (!techniques.some((technique) => technique.id === id)) complain(['techniques', index], `There is no technique \`${id}\` in techniques.yaml.`);
    });
  }).map(({ try: steps, techniques: names, ...rest }): Symptom => ({ ...rest, steps, techniques: techniques.filter(({ id }) => names.includes(id)) }));

  const criteria: readonly Criterion[] = readList(root, 'criteria', criteriaSchema, inventory, problems, (criterion, complain) => {
    if (!lessons.some(({ slug }) => slug === criterion.lesson)) complain(['lesson'], `There is no lesson \`${criterion.lesson}\`.`);
    criterion.evidence.forEach((id, index) => {
      if (!isPractised(id, inventory) && !/^(?:exercise|project)-\d+$/.test(id)) complain(['evidence', index], `\`${id}\` is no pitfall, question or exercise.`);
    });
  });
  return { symptoms, techniques, criteria };
}

function readList<T extends { readonly id: string; readonly covers: readonly string[] }>(
  root: string, name: string, schema: ZodType<readonly T[]>, inventory: Inventory, problems: Problems, check: (entry: T, complain: Complain) => void,
): readonly T[] {
  const file = `lessons/${name}.yaml`;
  if (!existsSync(join(root, file))) return [];
  const yaml = readYaml({ text: readFileSync(join(root, file), 'utf8'), file, line: 1 }, schema, problems);
  if (yaml === undefined) return [];
  yaml.data.forEach((entry, index) => { checkEntry(entry, index, yaml, inventory, problems, check); });
  return yaml.data;
}

function checkEntry<T extends { readonly id: string; readonly covers: readonly string[] }>(
  entry: T, index: number, yaml: YamlData<readonly T[]>, inventory: Inventory, problems: Problems, check: (entry: T, complain: Complain) => void,
): void {
  const complain: Complain = (path, message) => { problems.add(yaml.position([index, ...path]), message); };
  if (yaml.data.findIndex(({ id }) => id === entry.id) !== index) complain(['id'], `The id \`${entry.id}\` is taken by an earlier entry; change one of the two.`);
  checkIds(entry.covers.map((id, at) => ({ id, position: yaml.position([index, 'covers', at]) })), inventory, problems);
  check(entry, complain);
}

/** Whether practice items show that somebody knows it. */
function isPractised(id: string, inventory: Inventory): boolean {
  return isHeadingId(id) && isInventoryId(inventory, id);
}
