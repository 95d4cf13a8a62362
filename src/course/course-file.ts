import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInInventory } from './built-in-inventory.ts';
import type { Inventory } from './inventory.ts';
import { startOf, type Problems } from './problems.ts';
import { courseFileSchema, type CourseFileData } from './schemas.ts';
import { readYaml, type YamlData } from './yaml-data.ts';

/** What a course says about itself as a whole. */
export interface CourseFile {
  /** Tells its learners' progress from that of other courses; the built-in course has none. */
  readonly name?: string;
  readonly title?: string;
  readonly inventory: Inventory;
}

export const courseFileName = 'course.yaml';

/** Reads `course.yaml`. A course without one is measured by the list of the built-in course. */
export function readCourseFile(root: string, problems: Problems): CourseFile {
  const path = join(root, courseFileName);
  if (!existsSync(path)) return { inventory: builtInInventory };
  const yaml = readYaml({ text: readFileSync(path, 'utf8'), file: courseFileName, line: 1 }, courseFileSchema, problems);
  if (yaml === undefined) return { inventory: toInventory([]) };
  complainAboutCovers(yaml, problems);
  const { name, title, covers } = yaml.data;
  return { name, title, inventory: toInventory(covers) };
}

function toInventory(covers: CourseFileData['covers']): Inventory {
  const groups = new Map<string, readonly string[]>();
  const parts = new Map<string, readonly string[]>();
  for (const { group, of, ids } of covers) {
    groups.set(group, [...(groups.get(group) ?? []), ...ids]);
    if (of !== undefined) parts.set(of, [...(parts.get(of) ?? []), ...ids]);
  }
  return { source: 'course.yaml', groups, parts };
}

function complainAboutCovers({ data, position }: YamlData<CourseFileData>, problems: Problems): void {
  const seen = new Set<string>();
  data.covers.forEach(({ ids }, index) => {
    ids.forEach((id, at) => {
      if (seen.has(id)) problems.add(position(['covers', index, 'ids', at]), `The id \`${id}\` is listed already; change one of the two.`);
      seen.add(id);
    });
  });
}

/** A list that names lessons or exercises which are not there requires nothing of anybody. */
export function complainAboutParts(inventory: Inventory, parts: readonly string[], problems: Problems): void {
  if (inventory.source === 'built in') return;
  for (const part of inventory.parts.keys()) {
    if (!parts.includes(part)) problems.add(startOf(courseFileName), `\`of: ${part}\`: there is no such lesson or exercise; they are ${parts.join(', ')}.`);
  }
}
