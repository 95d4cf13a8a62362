import { expect, test } from 'vitest';
import { checkDocument, checkDocumentSchema, documentSchemas, errorDocumentSchema, schemaText } from '../../src/report/index.ts';
import { deadlocked, failed, passed, withoutVerdict } from './judgements.ts';

test.for(Object.keys(documentSchemas) as (keyof typeof documentSchemas)[])('schemas/%s is what the program writes (vitest -u renews it)', async (name) => {
  await expect(schemaText(name)).toMatchFileSnapshot(`../../schemas/${name}`);
});

test('every kind of judgement makes a valid document', () => {
  const document = checkDocument({ judgements: [passed, failed, deadlocked, withoutVerdict], problems: [], exitCode: 4, interrupted: false });
  expect(checkDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(JSON.parse(JSON.stringify(document)));
});

test('a document with another schema id is refused', () => {
  expect(errorDocumentSchema.safeParse({ schema: 'concurrency-tutor/error/v2', code: 'a', message: 'b', nextStep: 'c' }).success).toBe(false);
});
