import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Operation } from '../../runtime/operation.ts';
import type { Resource } from '../../runtime/resource.ts';
import type { Choice } from '../../runtime/select-operation.ts';

/** How often a goroutine must have tried in vain, and others have got what it tries for meanwhile. */
const OFTEN = 100;

/** A goroutine that tries again and again and never gets it, because others always come first. */
export interface Starved {
  readonly goroutine: Goroutine;
  readonly resource: Resource;
  /** How often it tried in vain. */
  readonly failures: number;
  /** How often others got it meanwhile. */
  readonly overtaken: number;
}

interface Hunger {
  failures: number;
  /** How often anybody had got it when it first failed. */
  readonly since: number;
}

/** Counts who tries for what in vain while others get it. Whoever waits in a queue gets its turn; whoever only asks may never. */
export class Starvation {
  readonly #hungry = new Map<Resource, Map<Goroutine, Hunger>>();
  readonly #gotten = new Map<Resource, number>();

  /** It tried and did not get it. */
  failed(goroutine: Goroutine, resource: Resource): void {
    const hungry = this.#hungry.get(resource) ?? new Map<Goroutine, Hunger>();
    const hunger = hungry.get(goroutine);
    if (hunger) hunger.failures++;
    else hungry.set(goroutine, { failures: 1, since: this.#gotten.get(resource) ?? 0 });
    this.#hungry.set(resource, hungry);
  }

  /** It got it. */
  got(goroutine: Goroutine, resource: Resource): void {
    this.#gotten.set(resource, 1 + (this.#gotten.get(resource) ?? 0));
    this.#hungry.get(resource)?.delete(goroutine);
  }

  /** Something synchronous happened. */
  noted(goroutine: Goroutine, what: string, resource: Resource): void {
    if (what.startsWith('could not ')) this.failed(goroutine, resource);
    else if (gains.has(what)) this.got(goroutine, resource);
  }

  settled(operation: Operation): void {
    const { goroutine, reason, resources } = operation;
    if (reason !== 'select') {
      for (const resource of resources) this.got(goroutine, resource);
      return;
    }
    const key = (operation.value as { readonly case?: unknown } | undefined)?.case;
    const { arms } = operation.subject as Choice;
    const chosen = arms.find((arm) => arm.key === key);
    if (chosen) this.got(goroutine, chosen.channel);
    else for (const { channel } of arms) this.failed(goroutine, channel);
  }

  /** Those who starve. */
  get starved(): readonly Starved[] {
    return [...this.#hungry].flatMap(([resource, hungry]) => [...hungry].map(([goroutine, { failures, since }]) =>
      ({ goroutine, resource, failures, overtaken: (this.#gotten.get(resource) ?? 0) - since })))
      .filter(({ goroutine, failures, overtaken }) => !goroutine.ended && failures >= OFTEN && overtaken >= OFTEN);
  }
}

const gains: ReadonlySet<string> = new Set(['sends', 'receives', 'locks', 'read-locks']);
