import { expect, test } from 'vitest';
import { courseCheckSchemaText } from '../../src/authoring/index.ts';

test('schemas/course-check.v1.json is what the program writes (vitest -u renews it)', async () => {
  await expect(courseCheckSchemaText()).toMatchFileSnapshot('../../schemas/course-check.v1.json');
});
