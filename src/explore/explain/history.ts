import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Operation } from '../../runtime/operation.ts';
import type { Resource } from '../../runtime/resource.ts';
import { type Entry, placeOf } from '../log/entry.ts';
import type { Helper, Site } from '../report.ts';

/** Something that a goroutine did with a channel or a lock. */
export interface Use {
  readonly goroutine: Goroutine;
  readonly role: Helper['role'];
  readonly entry: Entry;
}

type Roles = readonly Helper['role'][];

/** Who did what with which channel or lock, so that it can be said who could wake a goroutine that waits. */
export class History {
  /** The last use of each goroutine in each role, by resource. */
  readonly #uses = new Map<Resource, Map<string, Use>>();

  readonly #entries: readonly Entry[];

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    for (const [index, entry] of entries.entries()) this.#read(entry, entries[index - 1]);
  }

  /** Those who could complete an operation, the one who did something for it last first. */
  helpers(operation: Operation): readonly Use[] {
    const roles = helpful(operation);
    const sides = operation.reason === 'select' ? operation.resources.map((resource) => this.#of(resource, ['sent', 'received', 'closed'])) : [this.#of(operation.resources[0], roles)];
    return sides.flat().filter(({ goroutine, role }) => goroutine !== operation.goroutine || role === 'holds').toSorted((a, b) => b.entry.step - a.entry.step);
  }

  /** Who closed a channel. */
  closer(channel: Resource): Use | undefined {
    return this.#of(channel, ['closed'])[0];
  }

  /** Where a goroutine was seen last. */
  lastPlace(goroutine: Goroutine): Site | undefined {
    const last = this.#entries.findLast((entry) => entry.goroutine === goroutine && placeOf(entry) !== undefined);
    return last && placeOf(last);
  }

  #of(resource: Resource | undefined, roles: Roles): Use[] {
    const uses = resource ? this.#uses.get(resource) : undefined;
    return [...uses?.values() ?? []].filter(({ role }) => roles.includes(role));
  }

  #read(entry: Entry, before: Entry | undefined): void {
    if (entry.kind === 'acts') this.#acted(entry);
    else if (entry.kind === 'goes on' || (entry.kind === 'operation' && entry.outcome === 'at once')) this.#completed(entry);
    // What a group starts, it counts first, in the same line.
    else if (entry.kind === 'creates' && before?.kind === 'acts' && before.verb === 'adds to') this.#use(before.resource, { goroutine: entry.child, role: 'member', entry });
  }

  #acted(entry: Extract<Entry, { readonly kind: 'acts' }>): void {
    const { goroutine, resource, verb } = entry;
    const role = rolesOfVerbs[verb];
    if (role) this.#use(resource, { goroutine, role, entry });
    if (verb === 'unlocks' || verb === 'read-unlocks') this.#unlocked(resource, goroutine, verb);
  }

  /** Whoever unlocks need not be the one who locked: then some other share is given back. */
  #unlocked(resource: Resource, goroutine: Goroutine, verb: 'unlocks' | 'read-unlocks'): void {
    const uses = this.#uses.get(resource);
    const holders = [...uses?.entries() ?? []].filter(([, use]) => use.role === 'holds');
    const own = holders.find(([, use]) => use.goroutine === goroutine);
    const [key] = own ?? (verb === 'unlocks' ? holders.at(0) : holders.at(-1)) ?? [];
    if (key !== undefined) uses?.delete(key);
  }

  #completed(entry: Extract<Entry, { readonly kind: 'operation' | 'goes on' }>): void {
    const { goroutine, operation, result } = entry;
    const chosen = result?.chosen;
    if (chosen?.channel) this.#use(chosen.channel, { goroutine, role: chosen.direction === 'send' ? 'sent' : 'received', entry });
    const [resource] = operation.resources;
    const role = rolesOfOperations[operation.reason];
    if (!chosen && resource && role && result?.isClosed !== true) this.#use(resource, { goroutine, role, entry });
  }

  #use(resource: Resource, use: Use): void {
    const uses = this.#uses.get(resource) ?? new Map<string, Use>();
    uses.set(`${use.goroutine.program.main?.name ?? ''} ${use.goroutine.id} ${use.role}`, use);
    this.#uses.set(resource, uses);
  }
}

const rolesOfVerbs: Readonly<Record<string, Helper['role']>> = {
  'sends': 'sent', 'receives': 'received', 'closes': 'closed', 'is done with': 'done', 'signals': 'signalled', 'broadcasts': 'signalled', 'locks': 'holds', 'read-locks': 'holds',
};

const rolesOfOperations: Readonly<Partial<Record<Operation['reason'], Helper['role']>>> = {
  'chan send': 'sent', 'chan receive': 'received', 'sync.Mutex.Lock': 'holds', 'sync.RWMutex.Lock': 'holds', 'sync.RWMutex.RLock': 'holds',
};

/** What somebody must have done to be one who could wake another. */
function helpful({ reason }: Operation): Roles {
  switch (reason) {
    case 'chan receive': return ['sent', 'closed'];
    case 'chan send': return ['received'];
    case 'sync.Mutex.Lock': case 'sync.RWMutex.Lock': case 'sync.RWMutex.RLock': return ['holds'];
    case 'sync.WaitGroup.Wait': return ['member', 'done'];
    case 'errgroup.Go': return ['member'];
    case 'sync.Cond.Wait': return ['signalled'];
    case 'select': case 'chan send (nil chan)': case 'chan receive (nil chan)': case 'select (no cases)': case 'sleep': case 'runnable': case 'sync.Once.Do': case 'run': return [];
    default: return reason satisfies never;
  }
}
