import type { Comparison } from './claimed-program.ts';

/** How the search for one bug went, seed by seed. */
export interface Search {
  readonly name: string;
  /** What is to be found. */
  readonly wanted: string;
  /** For each seed the number of schedules it took, from 1; `undefined` when it was not found, or not as it should be. */
  readonly schedules: readonly (number | undefined)[];
  /** What was found instead, or what the finding does not say. */
  readonly objections: readonly string[];
}

/** Looks for one bug with the seeds from 1 to `seeds`. */
export async function search(name: string, wanted: string, seeds: number, look: (seed: number) => Promise<Comparison>): Promise<Search> {
  const schedules: (number | undefined)[] = [];
  const objections = new Set<string>();
  for (let seed = 1; seed <= seeds; seed++) {
    const { report, objections: found } = await look(seed);
    schedules.push(found.length === 0 ? report.schedules : undefined);
    for (const objection of found) objections.add(objection);
  }
  return { name, wanted, schedules, objections: [...objections] };
}

/** One line of a table: what took how long. */
export function searchRow({ name, wanted, schedules }: Search): string {
  const found = schedules.filter((number) => number !== undefined).sort((a, b) => a - b);
  const median = found[Math.floor(found.length / 2)];
  return `| ${[name, wanted, schedules[0], median, found.at(-1), `${found.length} of ${schedules.length}`].map((cell) => cell ?? '–').join(' | ')} |`;
}

/** The lines above those. */
export const searchHead = ['| program | finding | seed 1 | median | worst | seeds |', '| --- | --- | --: | --: | --: | --: |'] as const;
