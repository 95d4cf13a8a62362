import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { dataFileSchemas, dataFileSchemaText } from '../../src/course/index.ts';

test.for(dataFileSchemas)('schemas/course/%s is what the loader reads by (vitest -u renews it)', async (name) => {
  await expect(dataFileSchemaText(name)).toMatchFileSnapshot(`../../schemas/course/${name}`);
});

function validator(name: (typeof dataFileSchemas)[number]) {
  return new Ajv2020({ strict: false }).compile(JSON.parse(dataFileSchemaText(name)) as object);
}

const example = (path: string): unknown => parse(readFileSync(new URL(`../../examples/course/${path}`, import.meta.url), 'utf8'));

test.for([
  ['course.json', 'course.yaml'],
  ['items.json', 'lessons/01-done-signals/items.yaml'],
  ['exercise.json', 'exercises/01-relay/exercise.yaml'],
] as const)('%s accepts the %s of the example course', ([name, path]) => {
  const validate = validator(name);
  expect(validate(example(path)), JSON.stringify(validate.errors)).toBe(true);
});

test('a misspelt key is refused', () => {
  expect(validator('course.json')({ name: 'small', title: 'Small', cover: [] })).toBe(false);
  expect(validator('items.json')([{ id: '1.a', type: 'riddle', prompt: 'What?', choices: [] }])).toBe(false);
});
