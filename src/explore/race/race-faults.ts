import type { Fault } from '../detect/fault.ts';
import { raceIdentity } from '../detect/identity.ts';
import type { Access, Location } from './location.ts';
import type { Race } from './race-detector.ts';

/** Which races are told: all that Go's memory model knows, those that a switch on one thread can expose, or none. */
export type RaceRule = 'judged' | 'on-one-thread' | 'ignored';

/** So many races of one schedule are told: whoever mends them will look again. */
const MOST_TOLD = 3;

/** The faults that the races of a schedule amount to: those first that can go wrong on one thread. */
export function raceFaults(races: readonly Race[], rule: RaceRule): readonly Fault[] {
  const places = new Map<string, Race>();
  for (const race of [...races.filter((one) => !isParallelOnly(one)), ...(rule === 'judged' ? races.filter(isParallelOnly) : [])]) {
    // The same two lines race again and again, on other objects and between other goroutines.
    const key = raceIdentity(race);
    if (!places.has(key)) places.set(key, race);
  }
  return [...places.values()].slice(0, MOST_TOLD).flatMap((race) => {
    const goroutines = [race.first, race.second].flatMap(({ actor }) => actor.goroutine ?? []);
    const detail = detailOf(race);
    return [{ kind: 'race' as const, goroutines, race, ...(detail === undefined ? {} : { detail }) }];
  });
}

/**
 * Whether no switch on one thread can make a difference. Nothing comes between a read and a write without a pause there: whichever update comes second, it sees
 * the first. Nothing comes between an access and what the same stretch of code does to order others. And a map is not changed while another goroutine is in the
 * midst of using it; what it holds for a key is a location of its own.
 */
export function isParallelOnly({ location, first, second, onOneThread }: Race): boolean {
  if (location.kind === 'wait-group') return false;
  return location.kind === 'map' || onOneThread === 'ordered' || (first.how === 'updates' && second.how === 'updates');
}

function detailOf(race: Race): string | undefined {
  const { location, first, second } = race;
  if (location.kind === 'wait-group') return 'waitgroup-misuse';
  if (isOfMap(location) && isWrite(first) && isWrite(second)) return 'concurrent-map-write';
  return isParallelOnly(race) ? 'parallel-only' : undefined;
}

function isOfMap({ kind }: Location): boolean {
  return kind === 'map' || kind === 'entry' || kind === 'keys';
}

function isWrite({ how }: Access): boolean {
  return how !== 'reads';
}
