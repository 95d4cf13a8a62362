import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Finding, GoroutineReport, Site } from '../report.ts';
import type { Race } from '../race/race-detector.ts';
import type { Fault } from './fault.ts';

/**
 * Two faults with the same identity are the same finding, seen under two schedules: what is wrong, the goroutines' names, and the operations they
 * are in. How many goroutines share a plight, and their numbers, depend on the schedule and do not count.
 */
export function identityOf({ kind, detail, error, goroutines, operation, site, race }: Fault): string {
  if (race) return [kind, detail ?? '', raceIdentity(race)].join('\n');
  const plights = new Set(goroutines.map(endless.has(kind) ? ({ name }): string => name : plightOf));
  return [kind, detail ?? '', operation?.reason ?? '', errorOf(error), placeOf(site), ...[...plights].sort()].join('\n');
}

/** The two places, in whatever order they came. */
export function raceIdentity({ location, first, second }: Race): string {
  return [location.kind, ...[first, second].map(({ site, how }) => `${typeof site === 'number' ? site : ''} ${how}`).sort()].join('\n');
}

/** Where goroutines that go on are when somebody stops them says nothing. */
const endless: ReadonlySet<string> = new Set(['livelock', 'never-ends']);

function plightOf(goroutine: Goroutine): string {
  const waits = goroutine.waits.map((operation) => [operation.reason, ...operation.resources.map(({ label }) => label ?? '')].join(' '));
  return [goroutine.name, ...waits].join(' | ');
}

/** Numbers in a message are mostly what the schedule made of them. */
function errorOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.replaceAll(/\d+/g, '0')}` : typeof error;
}

/** Each finding once: the same thing may be wrong under schedules that differ in others. */
export function distinct(findings: readonly Finding[]): Finding[] {
  const chosen = new Map<string, Finding>();
  for (const finding of findings) {
    const key = findingKey(finding);
    if (!chosen.has(key)) chosen.set(key, finding);
  }
  return [...chosen.values()];
}

/** Findings with the same key say the same, as far as a reader is concerned: places in the source count, too. */
export function findingKey({ kind, detail, goroutines, message }: Finding): string {
  const plights = new Set(goroutines.map(endless.has(kind) ? ({ name }): string => name : wordsOf));
  return [kind, detail ?? '', ...(goroutines.length === 0 ? [message] : [...plights].sort())].join('\n');
}

function wordsOf({ name, state, waitingOn, at, createdAt }: GoroutineReport): string {
  return [name, state, waitingOn ?? '', placeOf(at), placeOf(createdAt)].join(' | ');
}

function placeOf(site: Site | undefined): string {
  return site ? `${site.file}:${site.line}:${site.column}` : '';
}
