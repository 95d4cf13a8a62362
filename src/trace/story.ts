import type { Finding } from '../explore/report.ts';
import { printable } from './style.ts';

/** What pictures are made of: a finding's events, its goroutines, its channels and locks. */
export type Story = Pick<Finding, 'trace' | 'cast' | 'resources' | 'goroutines'>;

/** The numbers of a story's goroutines, in the order in which pictures show them. */
export function lanesOf({ trace, cast = [] }: Story): { readonly id: number; readonly name: string }[] {
  const known = new Map(cast.map(({ id, name }) => [id, name]));
  for (const { goroutine } of trace) if (!known.has(goroutine)) known.set(goroutine, goroutine === 1 ? 'main' : 'func');
  return [...known].toSorted(([a], [b]) => a - b).map(([id, name]) => ({ id, name }));
}

/** `main`, `2 worker`, `3`: a goroutine at the head of a column. */
export function laneLabel({ id, name }: { readonly id: number; readonly name: string }): string {
  if (name === 'main') return 'main';
  return id === 0 ? 'top level' : name === 'func' || name === '' ? `goroutine ${id}` : printable(`${id} ${name}`);
}
