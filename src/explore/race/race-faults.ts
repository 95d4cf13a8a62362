import type { Fault } from '../detect/fault.ts';
import type { Access, Location } from './location.ts';
import type { Race } from './race-detector.ts';

/** So many races of one schedule are told: whoever mends them will look again. */
const MOST_TOLD = 3;

/** The faults that the races of a schedule amount to: those first that can go wrong on one thread. */
export function raceFaults(races: readonly Race[]): readonly Fault[] {
  const places = new Map<string, Race>();
  for (const race of [...races.filter((one) => !isParallelOnly(one)), ...races.filter(isParallelOnly)]) {
    const key = placesOf(race);
    if (!places.has(key)) places.set(key, race);
  }
  return [...places.values()].slice(0, MOST_TOLD).flatMap((race) => {
    const goroutines = [race.first, race.second].flatMap(({ actor }) => actor.goroutine ?? []);
    const detail = detailOf(race);
    return [{ kind: 'race' as const, goroutines, race, ...(detail === undefined ? {} : { detail }) }];
  });
}

/** On one thread nothing can come between a read and a write without a pause: whichever update comes second, it sees the first. */
export function isParallelOnly({ first, second }: Race): boolean {
  return first.how === 'updates' && second.how === 'updates';
}

function detailOf(race: Race): string | undefined {
  const { location, first, second } = race;
  if (location.kind === 'wait-group') return 'waitgroup-misuse';
  if (isMap(location) && isWrite(first) && isWrite(second)) return 'concurrent-map-write';
  return isParallelOnly(race) ? 'parallel-only' : undefined;
}

function isMap({ kind }: Location): boolean {
  return kind === 'map';
}

function isWrite({ how }: Access): boolean {
  return how !== 'reads';
}

/** The same two lines race again and again, on other objects and between other goroutines. */
function placesOf({ location, first, second }: Race): string {
  const [a, b] = [first, second].map(({ site, how }) => `${typeof site === 'number' ? site : ''}${how}`).sort();
  return `${location.kind} ${a} ${b}`;
}
