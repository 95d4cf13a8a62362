import { isProxy } from 'node:util/types';
import { Location } from './location.ts';

/** The locations of one object. */
export type Shadow =
  /** Its members are no memory: a proxy, or memory that threads share by other rules. */
  | { readonly kind: 'none' }
  | Members;

export type MembersKind = 'array' | 'numbers' | 'map' | 'record' | 'instance';

/** The locations of an object by their keys; elements of arrays have numbers. */
export class Members {
  readonly kind: MembersKind;
  readonly #entries = new Map<unknown, Location | undefined>();
  /** How many members there are, and which. */
  readonly structure: Location;
  /** A map in the sense of Go. */
  readonly whole = new Location('map');
  /** Stands for all that has no location yet; made when something reads or writes everything at once. */
  contents: Location | undefined;

  constructor(kind: MembersKind) {
    this.kind = kind;
    this.structure = new Location(kind === 'map' || kind === 'record' ? 'keys' : 'structure');
  }

  /** The location of a member; `undefined` for an accessor, which is code and no memory. */
  location(o: object, key: unknown): Location | undefined {
    const known = this.#entries.get(key);
    if (known || this.#entries.has(key)) return known;
    const location = this.#make(o, key);
    if (location && this.contents) location.takeOver(this.contents);
    this.#entries.set(key, location);
    return location;
  }

  #make(o: object, key: unknown): Location | undefined {
    if (this.kind === 'map') return new Location('entry');
    if (typeof key === 'number') return new Location('element');
    return isAccessor(o, key as PropertyKey) ? undefined : new Location('property');
  }

  /** Every location so far but those of accessors. */
  *all(): Generator<Location> {
    for (const location of this.#entries.values()) if (location) yield location;
  }
}

export function shadowOf(o: object): Shadow {
  if (isProxy(o)) return { kind: 'none' };
  if (Array.isArray(o)) return new Members('array');
  if (o instanceof Map || o instanceof Set || o instanceof WeakMap || o instanceof WeakSet) return new Members('map');
  if (ArrayBuffer.isView(o)) return o.buffer instanceof SharedArrayBuffer ? { kind: 'none' } : new Members('numbers');
  const prototype: unknown = Object.getPrototypeOf(o);
  return new Members(prototype === Object.prototype || prototype === null ? 'record' : 'instance');
}

function isAccessor(o: object, key: PropertyKey): boolean {
  for (let at: object | null = o; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const descriptor = Object.getOwnPropertyDescriptor(at, key);
    if (descriptor) return descriptor.get !== undefined || descriptor.set !== undefined;
  }
  return false;
}
