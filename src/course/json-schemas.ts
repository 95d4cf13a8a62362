/** What the data files of a course may hold, as JSON Schema: for editors, and for authors who want to look something up. */
import { z, type ZodType } from 'zod';
import { itemsSchema } from './item-schemas.ts';
import { criteriaSchema, symptomsSchema, techniquesSchema } from './reference/schemas.ts';
import { askSchema, courseFileSchema, exerciseSchema, frontMatterSchema } from './schemas.ts';

const dataFiles = {
  'course.json': [courseFileSchema, 'course.yaml: a course of its own'],
  'lesson.json': [frontMatterSchema, 'The front matter of lessons/NN-slug/lesson.md'],
  'ask.json': [askSchema, 'A fence `yaml ask` in lesson.md'],
  'items.json': [itemsSchema, 'lessons/NN-slug/items.yaml'],
  'exercise.json': [exerciseSchema, 'exercises/NN-slug/exercise.yaml'],
  'symptoms.json': [symptomsSchema, 'lessons/symptoms.yaml'],
  'techniques.json': [techniquesSchema, 'lessons/techniques.yaml'],
  'criteria.json': [criteriaSchema, 'lessons/criteria.yaml'],
} as const satisfies Readonly<Record<string, readonly [ZodType, string]>>;

export type DataFileSchema = keyof typeof dataFiles;

/** The names of the files in `schemas/course/`. */
export const dataFileSchemas = Object.keys(dataFiles) as readonly DataFileSchema[];

/** The text of one of them. The loader checks more than a schema can say: that names lead somewhere, that one choice is correct. */
export function dataFileSchemaText(name: DataFileSchema): string {
  const [schema, title] = dataFiles[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}
