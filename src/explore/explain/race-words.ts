import type { AccessSite } from '../../loader/index.ts';
import type { SourceSite } from '../../runtime/sites.ts';
import type { Access, Location } from '../race/location.ts';
import type { Race } from '../race/race-detector.ts';
import { isParallelOnly } from '../race/race-faults.ts';
import { capital, nameOf, place } from './people.ts';
import { siteOf } from './site.ts';

/** Finds an access in the author's source. */
export type FindAccess = (site: number) => AccessSite | undefined;

/** An access as it is told. */
interface Told {
  readonly access: Access;
  /** What is accessed, in the author's words. */
  readonly text: string | undefined;
  readonly site: SourceSite | undefined;
}

/** Where an access is in the author's source. */
export function accessPlace({ site }: Access, find: FindAccess): SourceSite | undefined {
  if (typeof site !== 'number') return siteOf(site?.stack);
  const found = find(site);
  return found && { file: found.file, line: found.line, column: found.column };
}

/** What a race is about, in the author's words. */
export function racedOver({ location, second, first }: Race, find: FindAccess): string | undefined {
  return subjectText(location, second, find) ?? subjectText(location, first, find);
}

/** Which two accesses race, and what that means. */
export function raceWords(race: Race, find: FindAccess): string {
  const told = [race.first, race.second].map((access) => ({ access, text: subjectText(race.location, access, find), site: accessPlace(access, find) })) as [Told, Told];
  return `${accessWords(told, race.location)}. ${capital(consequence(race))}`;
}

function accessWords(told: readonly [Told, Told], location: Location): string {
  const [first, second] = told;
  const both = first.access.how === second.access.how && place(first.site) === place(second.site);
  if (both) return `${capital(nameOf(goroutineOf(first)))} and ${nameOf(goroutineOf(second))} both ${verbs(location, first.access).plural} ${quoted(second, location)}${place(second.site)}, and nothing orders the two`;
  const shared = first.text === second.text;
  return `${capital(phrase(first, quoted(first, location), location))}, and ${phrase(second, shared ? 'it' : quoted(second, location), location)}; nothing orders the two`;
}

function phrase({ access, site }: Told, what: string, location: Location): string {
  return `${nameOf(access.actor.goroutine as NonNullable<Access['actor']['goroutine']>)} ${verbs(location, access).singular} ${what}${place(site)}`;
}

function goroutineOf({ access }: Told): NonNullable<Access['actor']['goroutine']> {
  return access.actor.goroutine as NonNullable<Access['actor']['goroutine']>;
}

function quoted({ text }: Told, { kind }: Location): string {
  if (kind === 'wait-group') return 'the wait group';
  return text === undefined ? 'the same memory' : `\`${text}\``;
}

interface Verb {
  readonly singular: string;
  readonly plural: string;
}

function verbs({ kind }: Location, { how }: Access): Verb {
  if (kind === 'wait-group') return how === 'reads' ? { singular: 'adds to', plural: 'add to' } : { singular: 'waits for', plural: 'wait for' };
  if (kind === 'map' || kind === 'keys' || kind === 'entry' || kind === 'structure') return how === 'reads' ? { singular: 'uses', plural: 'use' } : { singular: 'changes', plural: 'change' };
  switch (how) {
    case 'reads': return { singular: 'reads', plural: 'read' };
    case 'writes': return { singular: 'writes', plural: 'write' };
    case 'updates': return { singular: 'reads and writes', plural: 'read and write' };
    default: return how satisfies never;
  }
}

function consequence(race: Race): string {
  const { kind } = race.location;
  if (kind === 'wait-group') return 'when the wait comes first, it does not wait for what is added after it.';
  const onOneThread = isParallelOnly(race) ? ' On one JavaScript thread it is harmless.' : '';
  if (kind === 'map' || kind === 'keys') return `in Go, and across threads, no goroutine may use a map while another changes it.${onOneThread}`;
  if (race.first.how === 'updates' && race.second.how === 'updates') return 'harmless on one JavaScript thread, a lost update in Go and across threads.';
  if (isParallelOnly(race)) return 'on one JavaScript thread they always come in this order; in Go and across threads either may come first.';
  return 'which comes first, only the schedule decides.';
}

/** The text of an access, but for what it does there: of `list.length` and `list[0]` the list is what matters when its size is at stake. */
function subjectText({ kind }: Location, { site }: Access, find: FindAccess): string | undefined {
  const text = typeof site === 'number' ? find(site)?.text : undefined;
  if (text === undefined || (kind === 'variable' || kind === 'property' || kind === 'element')) return text;
  return text.replace(/\??\.(?:length|size)$/, '').replace(/(?<=.)\[[^[\]]*\]$/, '');
}
