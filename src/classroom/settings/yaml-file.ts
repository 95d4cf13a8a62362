/** A YAML file that a teacher wrote: validated, and errors that name file, line and column. */
import { readFile } from 'node:fs/promises';
import type { ZodType } from 'zod';
import { formatProblem, Problems } from '../../course/problems.ts';
import { readYaml, type YamlData } from '../../course/yaml-data.ts';
import { UsageError } from '../../errors.ts';
import { messageOf } from '../../system-error.ts';

/** `name` is the file as the person wrote it. */
export async function readYamlFile<T>(path: string, name: string, schema: ZodType<T>): Promise<YamlData<T>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError('no-such-file', `${name} cannot be read: ${messageOf(error)}.`, 'Give a YAML file that exists.', { cause: error });
  });
  const problems = new Problems();
  const read = readYaml({ text, file: name, line: 1 }, schema, problems);
  if (read !== undefined) return read;
  throw wrongIn(name, problems);
}

/** What is wrong in a file that was read, all of it. */
export function wrongIn(name: string, problems: Problems): UsageError {
  return new UsageError('bad-settings', problems.list().map(formatProblem).join('\n'), `Correct ${name}; docs/teachers.md says what it may hold.`);
}
