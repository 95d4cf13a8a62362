import { isProxy } from 'node:util/types';
import { Location } from './location.ts';

/** The locations of one object. */
export type Shadow =
  /** Its members are no memory: a proxy, or memory that threads share by other rules. */
  | { readonly kind: 'none' }
  | { readonly kind: 'map'; readonly whole: Location }
  | Members;

/** The locations of an object by their keys; elements of arrays have numbers. */
export class Members {
  readonly kind: 'array' | 'numbers' | 'record' | 'instance';
  readonly #entries = new Map<PropertyKey, Location | undefined>();
  readonly structure = new Location('structure');
  /** Stands for all that has no location yet; made when something reads or writes everything at once. */
  contents: Location | undefined;

  constructor(kind: 'array' | 'numbers' | 'record' | 'instance') {
    this.kind = kind;
  }

  /** The location of a member; `undefined` for an accessor, which is code and no memory. */
  location(o: object, key: PropertyKey): Location | undefined {
    const known = this.#entries.get(key);
    if (known || this.#entries.has(key)) return known;
    const location = typeof key === 'number' ? new Location('element') : isAccessor(o, key) ? undefined : new Location('property');
    if (location && this.contents) location.takeOver(this.contents);
    this.#entries.set(key, location);
    return location;
  }

  /** Every location so far but those of accessors. */
  *all(): Generator<Location> {
    for (const location of this.#entries.values()) if (location) yield location;
  }
}

export function shadowOf(o: object): Shadow {
  if (isProxy(o)) return { kind: 'none' };
  if (Array.isArray(o)) return new Members('array');
  if (o instanceof Map || o instanceof Set || o instanceof WeakMap || o instanceof WeakSet) return { kind: 'map', whole: new Location('map') };
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
