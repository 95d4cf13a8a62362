import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { properties } from '../properties/index.ts';
import type { Contestant } from './contestants.ts';
import type { Case, PropertyName, Verdict } from './kinds.ts';
import { markdown } from './markdown.ts';
import { reasonOf } from './reason.ts';

const start = promisify(execFile);
const child = path.join(import.meta.dirname, '..', 'property-child.ts');
const TIME_LIMIT = 60_000;

/** What is known of the properties of each implementation, by its name. */
export type Verdicts = ReadonlyMap<string, ReadonlyMap<PropertyName, Verdict>>;

/** Checks this package and the others, each property in a process of its own. */
export async function checkProperties(contestants: readonly Contestant[]): Promise<Verdicts> {
  const all = new Map<string, ReadonlyMap<PropertyName, Verdict>>();
  for (const contestant of contestants) {
    if (contestant.kind !== 'node' || (contestant.group !== 'peer' && contestant.name !== 'ours')) continue;
    const verdicts = new Map<PropertyName, Verdict>();
    for (const { name } of properties) verdicts.set(name, await check(contestant, name));
    all.set(contestant.name, verdicts);
  }
  return all;
}

async function check(contestant: Extract<Contestant, { kind: 'node' }>, property: string): Promise<Verdict> {
  try {
    const { stdout } = await start(process.execPath, ['--expose-gc', child, contestant.module, property], { env: { ...process.env, ...contestant.env }, timeout: TIME_LIMIT });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Verdict;
  } catch (error) {
    return { verdict: 'fails', why: reasonOf(error, TIME_LIMIT) };
  }
}

/** The properties that a case needs and this implementation lacks. */
export function lacks(verdicts: Verdicts, name: string, { needs = [] }: Case): readonly PropertyName[] {
  const own = verdicts.get(name);
  return own === undefined ? [] : needs.filter((property) => own.get(property)?.verdict !== 'holds');
}

/** Which implementation has which property, and how the others fail. */
export function propertyTable(verdicts: Verdicts): string {
  if (verdicts.size === 0) return '';
  const rows = [...verdicts].map(([name, own]) => [name, ...properties.map((property) => mark(own.get(property.name)))]);
  const meanings = properties.map(({ name, says }) => `- ${name}: ${says}\n`);
  const failures = [...verdicts].flatMap(([name, own]) => [...own].flatMap(([property, { verdict, why }]) => (
    verdict === 'holds' ? [] : [`- ${name}, ${property}: ${why ?? 'fails'}\n`])));
  return `${markdown([['', ...properties.map(({ name }) => name)], ...rows])}\n${meanings.join('')}\n${failures.join('')}`;
}

function mark(verdict: Verdict | undefined): string {
  switch (verdict?.verdict) {
    case 'holds': return 'yes';
    case 'fails': return '**no**';
    case 'absent':
    case undefined: return '–';
  }
}
