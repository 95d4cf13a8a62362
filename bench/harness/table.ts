import type { Contestant } from './contestants.ts';
import { speed, typical, type CaseResults } from './rounds.ts';

/** Speeds as multiples of the floor's, with the time for one operation beside them. One row a case. */
export function speedTable(results: readonly CaseResults[], contestants: readonly Contestant[]): string {
  const names = contestants.map(({ name }) => name);
  const base = names.includes('floor') ? 'floor' : names[0] ?? '';
  const rows = results.map((result) => [
    result.case.title,
    ...names.map((name) => cell(result, name, base)),
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
export function duration(nanoseconds: number): string {
  if (nanoseconds < 1_000) return `${nanoseconds.toPrecision(3)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toPrecision(3)} µs`;
  return `${(nanoseconds / 1e6).toPrecision(3)} ms`;
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

/** Why a place in the table is empty. */
export function missingList(results: readonly CaseResults[]): string {
  return results.flatMap((result) => [...result.missing].map(([name, why]) => `- ${name}, ${result.case.title}: ${why}\n`)).join('');
}

/** A table in Markdown; the first row is its head. */
export function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map((_, at) => (at === 0 ? '---' : '--:'))) + rows.map(line).join('');
}
