import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { properties } from '../properties/index.ts';
import type { Contestant } from './contestants.ts';
import { reasonOf } from './reason.ts';
import { markdown } from './table.ts';

const start = promisify(execFile);
const child = path.join(import.meta.dirname, '..', 'property-child.ts');
const TIME_LIMIT = 60_000;

interface Verdict {
  readonly verdict: 'holds' | 'fails' | 'absent';
  readonly why?: string;
}

/** Which implementation has which property, and how the others fail. */
export async function propertyTable(contestants: readonly Contestant[]): Promise<string> {
  const asked = contestants.filter((contestant) => contestant.kind === 'node' && (contestant.group === 'peer' || contestant.name === 'ours'));
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const contestant of asked) {
    if (contestant.kind !== 'node') continue;
    const row = [contestant.name];
    for (const { name } of properties) {
      const { verdict, why } = await check(contestant, name);
      row.push(verdict === 'holds' ? 'yes' : verdict === 'absent' ? '–' : '**no**');
      if (verdict !== 'holds') failures.push(`- ${contestant.name}, ${name}: ${why ?? 'fails'}\n`);
    }
    rows.push(row);
  }
  const meanings = properties.map(({ name, says }) => `- ${name}: ${says}\n`);
  return `${markdown([['', ...properties.map(({ name }) => name)], ...rows])}\n${meanings.join('')}\n${failures.join('')}`;
}

async function check(contestant: Extract<Contestant, { kind: 'node' }>, property: string): Promise<Verdict> {
  try {
    const { stdout } = await start(process.execPath, ['--expose-gc', child, contestant.module, property], { env: { ...process.env, ...contestant.env }, timeout: TIME_LIMIT });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Verdict;
  } catch (error) {
    return { verdict: 'fails', why: reasonOf(error, TIME_LIMIT) };
  }
}
