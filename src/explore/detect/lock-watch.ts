import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Operation, WaitReason } from '../../runtime/operation.ts';
import type { Resource } from '../../runtime/resource.ts';

/** A goroutine that has a lock, or one that a wait group waits for. */
export interface Hold {
  readonly goroutine: Goroutine;
  /** `queued`: it waits to write, which keeps new readers out. */
  readonly mode: 'write' | 'read' | 'queued' | 'member';
  /** What it took it with, unless that was a `tryLock`. */
  readonly operation: Operation | undefined;
  readonly step: number;
}

/** One part of a wait-for cycle: a goroutine's operation, and who stands in its way. */
export interface WaitEdge {
  readonly operation: Operation;
  readonly holder: Hold;
}

/** Goroutines that can never go on, as they wait for each other's locks. */
export interface LockCycle {
  /** Each edge's holder is the next edge's goroutine, and the last one's the first's. */
  readonly edges: readonly WaitEdge[];
  /** Those in the cycle, and those that wait for one of them. */
  readonly stuck: readonly Goroutine[];
}

/** Operations that others must let through, who are known. */
const lockLike: ReadonlySet<WaitReason> = new Set<WaitReason>(['sync.Mutex.Lock', 'sync.RWMutex.Lock', 'sync.RWMutex.RLock', 'sync.WaitGroup.Wait', 'errgroup.Go']);

/**
 * Knows who holds which lock and who waits for it, and so notices when goroutines wait for each other in a circle: they are stuck for
 * ever, whatever the rest of the program does. Wait groups take part as far as their goroutines are known, which `wg.go` started.
 */
export class LockWatch {
  readonly #holds = new Map<Resource, Hold[]>();
  readonly #waiting = new Map<Goroutine, Operation>();
  /** Locks that one goroutine took and another gave back: who holds such a lock says nothing about who will unlock it. */
  readonly #passedOn = new WeakSet<Resource>();

  /** Something synchronous happened. */
  noted(goroutine: Goroutine, what: string, resource: Resource, step: number): void {
    switch (what) {
      case 'locks': this.#take(resource, { goroutine, mode: 'write', operation: undefined, step }); break;
      case 'read-locks': this.#take(resource, { goroutine, mode: 'read', operation: undefined, step }); break;
      case 'unlocks': this.#giveBack(resource, goroutine, 'write'); break;
      case 'read-unlocks': this.#giveBack(resource, goroutine, 'read'); break;
      default:
    }
  }

  /** A goroutine is one of those that a group waits for. */
  joined(group: Resource, goroutine: Goroutine, step: number): void {
    this.#take(group, { goroutine, mode: 'member', operation: undefined, step });
  }

  /** An operation waits. @returns whether its goroutine, and others, are now stuck for ever */
  parked(operation: Operation): boolean {
    if (!lockLike.has(operation.reason)) return false;
    this.#waiting.set(operation.goroutine, operation);
    return this.#blockers(operation).some(({ goroutine }) => this.#waiting.has(goroutine)) && this.cycle() !== undefined;
  }

  /** An operation was completed. */
  settled(operation: Operation, step: number): void {
    const { goroutine, reason } = operation;
    if (this.#waiting.get(goroutine) === operation) this.#waiting.delete(goroutine);
    const mode = reason === 'sync.RWMutex.RLock' ? 'read' : reason === 'sync.Mutex.Lock' || reason === 'sync.RWMutex.Lock' ? 'write' : undefined;
    const [resource] = operation.resources;
    if (mode && resource && operation.state === 'completed') this.#take(resource, { goroutine, mode, operation, step });
  }

  /** Those that hold what an operation waits for, or that it waits for. */
  holders(operation: Operation): readonly Hold[] {
    return lockLike.has(operation.reason) ? this.#blockers(operation) : [];
  }

  /** Goroutines that wait for each other in a circle, if there are any now. */
  cycle(): LockCycle | undefined {
    const stuck = this.#hopeless();
    for (const start of stuck) {
      const edges = this.#circleFrom(start, stuck);
      if (!edges) continue;
      const members = edges.map(({ operation }) => operation.goroutine);
      return { edges, stuck: [...members, ...[...stuck].filter((goroutine) => !members.includes(goroutine) && this.#leadsTo(goroutine, members, stuck))] };
    }
    return undefined;
  }

  /** Waiting goroutines that only waiting goroutines could let through, and so on: the greatest such set. */
  #hopeless(): Set<Goroutine> {
    const stuck = new Set(this.#waiting.keys());
    for (let before = -1; before !== stuck.size;) {
      before = stuck.size;
      for (const goroutine of stuck) if (!this.#isHopeless(goroutine, stuck)) stuck.delete(goroutine);
    }
    return stuck;
  }

  #isHopeless(goroutine: Goroutine, stuck: ReadonlySet<Goroutine>): boolean {
    const operation = this.#waiting.get(goroutine);
    if (!operation || operation.resources.some((resource) => this.#passedOn.has(resource))) return false;
    const blockers = this.#blockers(operation);
    const isStuck = (hold: Hold): boolean => stuck.has(hold.goroutine);
    // Any member that ends makes room in an errgroup; a lock needs all its readers to go, and a wait group all its goroutines.
    return operation.reason === 'errgroup.Go' ? blockers.length > 0 && blockers.every(isStuck) : blockers.some(isStuck);
  }

  #blockers(operation: Operation): Hold[] {
    const [resource] = operation.resources;
    const holds = (resource && this.#holds.get(resource)) ?? [];
    switch (operation.reason) {
      case 'sync.WaitGroup.Wait': case 'errgroup.Go': return holds.filter(({ goroutine }) => !goroutine.ended);
      case 'sync.RWMutex.RLock': return [...holds.filter(({ mode }) => mode === 'write'), ...this.#firstWriter(resource)];
      default: return holds;
    }
  }

  /** A writer that waits keeps new readers out. */
  #firstWriter(resource: Resource | undefined): Hold[] {
    for (const operation of this.#waiting.values()) {
      if (operation.reason === 'sync.RWMutex.Lock' && operation.resources[0] === resource) return [{ goroutine: operation.goroutine, mode: 'queued', operation, step: 0 }];
    }
    return [];
  }

  #circleFrom(start: Goroutine, stuck: ReadonlySet<Goroutine>): WaitEdge[] | undefined {
    const edges: WaitEdge[] = [];
    for (let goroutine = start; ;) {
      const at = edges.findIndex((edge) => edge.operation.goroutine === goroutine);
      if (at >= 0) return edges.slice(at);
      const edge = this.#edgeFrom(goroutine, stuck);
      if (!edge) return undefined;
      edges.push(edge);
      goroutine = edge.holder.goroutine;
    }
  }

  #edgeFrom(goroutine: Goroutine, stuck: ReadonlySet<Goroutine>): WaitEdge | undefined {
    const operation = this.#waiting.get(goroutine);
    const holder = operation && this.#blockers(operation).find((hold) => stuck.has(hold.goroutine));
    return holder && { operation, holder };
  }

  #leadsTo(goroutine: Goroutine, members: readonly Goroutine[], stuck: ReadonlySet<Goroutine>): boolean {
    const circle = this.#circleFrom(goroutine, stuck);
    return circle?.some(({ operation }) => members.includes(operation.goroutine)) === true;
  }

  #take(resource: Resource, hold: Hold): void {
    const holds = this.#holds.get(resource);
    if (holds) holds.push(hold);
    else this.#holds.set(resource, [hold]);
  }

  #giveBack(resource: Resource, goroutine: Goroutine, mode: Hold['mode']): void {
    const holds = this.#holds.get(resource);
    if (!holds) return;
    const own = holds.findLastIndex((hold) => hold.goroutine === goroutine && hold.mode === mode);
    if (own < 0) this.#passedOn.add(resource);
    holds.splice(own < 0 ? holds.findIndex((hold) => hold.mode === mode) : own, 1);
  }
}
