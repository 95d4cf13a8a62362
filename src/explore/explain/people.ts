import type { Goroutine } from '../../runtime/goroutine.ts';
import type { GoroutineReport, Site } from '../report.ts';

/** A goroutine as an explanation needs it. */
export interface Stuck {
  readonly goroutine: Goroutine;
  readonly report: GoroutineReport;
}

/** What a goroutine is doing, said of one and of several. */
export interface Doing {
  readonly one: string;
  readonly many: string;
}

/** How many goroutines an explanation lists before it only counts. */
const MOST_LISTED = 5;

/** `main`, `goroutine 3 (worker)`. */
export function nameOf(goroutine: Goroutine): string {
  if (goroutine === goroutine.program.main) return 'main';
  return goroutine.name === 'func' ? `goroutine ${goroutine.id}` : `goroutine ${goroutine.id} (${goroutine.name})`;
}

/** `main waits to receive from jobs, at main.ts:3:5; goroutines 2 and 3 (worker) wait …`: those in the same plight together. */
export function list(stuck: readonly Stuck[], doing?: Doing): string {
  if (stuck.length === 0) return 'nothing can go on';
  const groups = groupsOf(stuck, doing);
  const listed = groups.slice(0, MOST_LISTED).map((group) => {
    const [first] = group as [Stuck, ...Stuck[]];
    const { one, many } = plight(first, doing);
    return group.length === 1 ? `${nameOf(first.goroutine)} ${one}` : `${names(group)} ${many}`;
  });
  const more = stuck.length - groups.slice(0, MOST_LISTED).flat().length;
  return listed.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** Goroutines of one name that are stuck in the same place. */
export function groupsOf(stuck: readonly Stuck[], doing?: Doing): (readonly Stuck[])[] {
  return [...Map.groupBy(stuck, (one) => `${one.goroutine.name}\n${plight(one, doing).one}`).values()];
}

function plight({ report: { waitingOn, at, createdAt } }: Stuck, doing?: Doing): Doing {
  const where = place(at ?? createdAt, at ? 'at' : 'started at');
  const what = doing ?? (waitingOn ? { one: `waits for ever ${waitingOn}`, many: `wait for ever ${waitingOn}` } : { one: 'is stuck', many: 'are stuck' });
  return { one: what.one + where, many: what.many + where };
}

/** `goroutines 3, 5 and 7 (ask)` */
function names(group: readonly Stuck[]): string {
  const ids = group.map(({ goroutine }) => goroutine.id);
  const [first] = group;
  return `goroutines ${enumerated(ids)}${first && first.goroutine.name !== 'func' ? ` (${first.goroutine.name})` : ''}`;
}

function enumerated(ids: readonly number[]): string {
  if (ids.length <= MOST_LISTED) return and(ids.map(String));
  return `${ids.slice(0, MOST_LISTED - 1).join(', ')} and ${ids.length - MOST_LISTED + 1} more`;
}

/** `a, b and c` */
export function and(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function place(site: Site | undefined, word = 'at'): string {
  return site ? `, ${word} ${site.file}:${site.line}:${site.column}` : '';
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
