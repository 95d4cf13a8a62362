import type { Contestant } from './contestants.ts';
import { markdown } from './markdown.ts';
import { lacks, type Verdicts } from './properties.ts';
import { speed, typical, type CaseResults } from './rounds.ts';

/** Speeds as multiples of the floor's, with the time for one operation beside them. One row a case. */
export function speedTable(results: readonly CaseResults[], contestants: readonly Contestant[], verdicts: Verdicts): string {
  const names = contestants.map(({ name }) => name);
  const base = names.includes('floor') ? 'floor' : names[0] ?? '';
  const rows = results.map((result) => [
    result.case.title,
    ...names.map((name) => cell(result, name, base) + (lacks(verdicts, name, result.case).length > 0 ? ' †' : '')),
  ]);
  return markdown([['case', ...names], ...rows]);
}

function cell(result: CaseResults, name: string, base: string): string {
  const ratio = speed(result, name, base);
  const time = typical(result, name, ({ nanoseconds }) => nanoseconds);
  if (time === undefined) return '–';
  return `${ratio === undefined ? '' : `**${ratio.toFixed(2)}** `}<sub>${duration(time)}</sub>`;
}

/** Nanoseconds as a reader writes them. */
function duration(nanoseconds: number): string {
  if (nanoseconds < 1_000) return `${nanoseconds.toPrecision(3)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toPrecision(3)} µs`;
  return `${(nanoseconds / 1e6).toPrecision(3)} ms`;
}

/** This package beside what it is measured by: its floors, the fastest of the packages that can be compared, and Go. */
export function standingTable(results: readonly CaseResults[], contestants: readonly Contestant[], verdicts: Verdicts): string {
  if (!contestants.some(({ name }) => name === 'ours')) return '';
  const peers = contestants.filter(({ group }) => group === 'peer').map(({ name }) => name);
  const against: readonly (readonly [string, string, string])[] = [
    ['ours ÷ floor', 'ours', 'floor'], ['ours-try ÷ floor-try', 'ours-try', 'floor-try'],
    ['ours ÷ go', 'ours', 'go'], ['ours-try ÷ go', 'ours-try', 'go'],
  ];
  const rows = results.map((result) => [
    result.case.title,
    ...against.map(([, one, other]) => speed(result, one, other)?.toFixed(2) ?? '–'),
    fastest(result, peers.filter((peer) => lacks(verdicts, peer, result.case).length === 0)),
  ]);
  return markdown([['case', ...against.map(([title]) => title), 'ours ÷ fastest comparable package'], ...rows]);
}

/** Over which of the peers this package leads least. */
function fastest(result: CaseResults, peers: readonly string[]): string {
  const leads = peers.flatMap((peer) => {
    const lead = speed(result, 'ours', peer);
    return lead === undefined ? [] : [{ peer, lead }];
  });
  const least = leads.toSorted((a, b) => a.lead - b.lead)[0];
  return least ? `${least.lead.toFixed(2)} <sub>${least.peer}</sub>` : '–';
}

/** Bytes that one parked goroutine holds. */
export function memoryTable(results: readonly CaseResults[], contestants: readonly Contestant[]): string {
  const names = contestants.map(({ name }) => name);
  const rows = results.flatMap((result) => {
    const bytes = (name: string, kind: 'heap' | 'resident'): number | undefined =>
      typical(result, name, ({ memory, operations }) => memory && memory[kind] / operations);
    if (!names.some((name) => bytes(name, 'heap') !== undefined)) return [];
    return [[result.case.title, ...names.map((name) => {
      const heap = bytes(name, 'heap');
      const resident = bytes(name, 'resident');
      return heap === undefined || resident === undefined ? '–' : `${Math.round(heap)} <sub>${Math.round(resident)} resident</sub>`;
    })]];
  });
  return rows.length === 0 ? '' : markdown([['bytes each', ...names], ...rows]);
}

/** Why places in the table are empty, or not comparable. */
export function missingList(results: readonly CaseResults[], contestants: readonly Contestant[], verdicts: Verdicts): string {
  const lines = contestants.flatMap(({ name }) => {
    const reasons = new Map<string, string[]>();
    for (const result of results) {
      const lacking = lacks(verdicts, name, result.case);
      const reason = result.missing.get(name) ?? (lacking.length > 0 ? `not comparable, it lacks: ${lacking.join(', ')}` : undefined);
      if (reason !== undefined && !(result.case.alone && reason === 'it does not take part')) reasons.set(reason, [...reasons.get(reason) ?? [], result.case.title]);
    }
    return [...reasons].map(([reason, titles]) => `- ${name} (${titles.length === results.length ? 'everything' : titles.join('; ')}): ${reason}\n`);
  });
  return lines.join('');
}
