import { judge } from 'concurrency-tutor/suite';
import type { Entry, Format } from '../starter/logs.ts';
import { entryAt, lineOf } from './make-logs.ts';
import type { Made } from './script.ts';

export function made(name: string, format: Format, lines: readonly string[], details: Partial<Made> = {}): Made {
  return { name, format, text: lines.map((line) => `${line}\n`).join(''), pieces: [37, 1, 200, 64], ...details };
}

export function entriesFor(format: Format, count: number, from = 0, origins = 40): Entry[] {
  return Array.from({ length: count }, (_, index) => entryAt(format, from + index, origins));
}

export function linesFor(format: Format, entries: readonly Entry[]): string[] {
  return entries.map((entry) => lineOf(format, entry));
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

export function shown(value: unknown): string {
  if (value === undefined) return 'undefined';
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)} …` : text;
}

/** Fails with the first element that differs. */
export function judgeList(actual: readonly unknown[], expected: readonly unknown[], noun: string, did: string, help: string): void {
  const length = Math.max(actual.length, expected.length);
  for (let index = 0; index < length; index += 1) {
    judge(index < actual.length, { did: `${did} There ${actual.length === 1 ? 'was' : 'were'} ${count(actual.length, noun)}.`, expected: `There are ${expected.length}; the next is ${shown(expected[index])}.`, help });
    judge(index < expected.length, { did: `${did} After ${count(expected.length, noun)} came one more: ${shown(actual[index])}.`, expected: `There are ${expected.length}.`, help });
    judge(sameJson(actual[index], expected[index]), { did: `${did} Number ${index + 1} was ${shown(actual[index])}.`, expected: shown(expected[index]), help });
  }
}

export function sameJson(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner)) ?? 'undefined';
}
