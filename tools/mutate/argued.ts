/** The mutants that no suite can kill, each with the reason: `solutions/NN-slug/mutants.yaml`. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const schema = z.record(z.string(), z.array(z.strictObject({
  id: z.string(),
  /** What the source has and what the mutant has there, for the reader; the tool keeps the file honest about both. */
  was: z.string(),
  now: z.string(),
  /** Why no program that uses the solution can tell the two apart. */
  why: z.string().min(20),
})));

export type Argument = z.infer<typeof schema>[string][number];

/** The arguments about one solution, by the ids of mutants. */
export function argumentsAbout(solution: string): ReadonlyMap<string, Argument> {
  return new Map((readArguments(solution)[basename(solution)] ?? []).map((argument) => [argument.id, argument]));
}

/** Names of the solutions that the file beside one of them is about. */
export function solutionsArguedAbout(solution: string): readonly string[] {
  return Object.keys(readArguments(solution));
}

function readArguments(solution: string): z.infer<typeof schema> {
  const file = join(dirname(solution), 'mutants.yaml');
  if (!existsSync(file)) return {};
  const result = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  return result.data;
}
