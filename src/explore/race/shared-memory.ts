import type { Cell, Memory, SiteNumber } from '../../loader/index.ts';
import { Location } from './location.ts';
import { type Members, type Shadow, shadowOf } from './shadow.ts';

/** Hears of an access of the goroutine that runs. */
export interface AccessListener {
  accessed(location: Location, how: 'read' | 'write', site: SiteNumber): void;
  /** Code goes on after a pause. */
  resumed(): void;
}

/** How methods of arrays use them; others only look at them. */
const arrayMethods: ReadonlyMap<string, 'grows' | 'moves' | 'rewrites' | 'part'> = new Map([
  ['push', 'grows'],
  ['pop', 'moves'], ['shift', 'moves'], ['unshift', 'moves'], ['splice', 'moves'],
  ['sort', 'rewrites'], ['reverse', 'rewrites'],
  ['at', 'part'], ['with', 'part'], ['slice', 'part'], ['subarray', 'part'], ['fill', 'part'], ['copyWithin', 'part'], ['set', 'part'],
]);
/** With so few arguments they use the whole array. */
const wholeWith: ReadonlyMap<string, readonly [count: number, how: 'reads' | 'rewrites']> = new Map([['slice', [0, 'reads']], ['fill', [1, 'rewrites']]]);
const changingMapMethods: ReadonlySet<string> = new Set(['set', 'add', 'delete', 'clear']);
const keyedMapMethods: ReadonlySet<string> = new Set(['get', 'set', 'has', 'add', 'delete']);

/** Finds the locations that instrumented code accesses, under one schedule. */
export class SharedMemory implements Memory {
  readonly #listener: AccessListener;
  readonly #shadows = new WeakMap<object, Shadow>();
  /** Variables of modules that outlive a schedule have cells that do so too. */
  readonly #lasting = new WeakMap<Cell, Location>();
  readonly #textOf: (site: SiteNumber) => string;

  /** @param textOf what the author wrote for an access */
  constructor(listener: AccessListener, textOf: (site: SiteNumber) => string) {
    this.#listener = listener;
    this.#textOf = textOf;
  }

  variable(): Cell {
    return new Location('variable');
  }

  // A function that is called before its module has begun has no cell yet.

  readVariable(cell: Cell | undefined, site: SiteNumber): void {
    if (cell) this.#listener.accessed(this.#variable(cell), 'read', site);
  }

  writeVariable(cell: Cell | undefined, site: SiteNumber): void {
    if (cell) this.#listener.accessed(this.#variable(cell), 'write', site);
  }

  #variable(cell: Cell): Location {
    if (cell instanceof Location) return cell;
    let location = this.#lasting.get(cell);
    if (!location) this.#lasting.set(cell, location = new Location('variable'));
    return location;
  }

  resumed(): void {
    this.#listener.resumed();
  }

  read(o: unknown, key: unknown, site: SiteNumber): void {
    const shadow = this.#shadow(o);
    if (shadow.kind === 'none') return;
    if (shadow.kind !== 'map') this.#member(shadow, o as object, key, 'read', site);
    else if (key === 'size') this.#sizeOf(shadow, site);
  }

  write(o: unknown, key: unknown, site: SiteNumber): void {
    const shadow = this.#shadow(o);
    if (shadow.kind === 'none' || shadow.kind === 'map') return;
    // A new entry changes a map, in which keys are computed; a property that is named in the source is a field like others.
    if (shadow.kind === 'record' && !Object.hasOwn(o as object, key as PropertyKey) && this.#textOf(site).endsWith(']')) this.#listener.accessed(shadow.structure, 'write', site);
    if (shadow.kind === 'array' && key === 'length') this.#everything(shadow, 'write', site);
    this.#member(shadow, o as object, key, 'write', site);
  }

  remove(o: unknown, key: unknown, site: SiteNumber): void {
    const shadow = this.#shadow(o);
    if (shadow.kind === 'none' || shadow.kind === 'map') return;
    if (shadow.kind === 'record') this.#listener.accessed(shadow.structure, 'write', site);
    this.#member(shadow, o as object, key, 'write', site);
  }

  readAll(o: unknown, site: SiteNumber): void {
    const shadow = this.#shadow(o);
    if (shadow.kind === 'none') return;
    if (shadow.kind === 'map') this.#listener.accessed(shadow.whole, 'read', site);
    this.#listener.accessed(shadow.structure, 'read', site);
    this.#everything(shadow, 'read', site);
  }

  method(o: unknown, name: string, site: SiteNumber, count: number, key: unknown, second?: unknown): void {
    const shadow = this.#shadow(o);
    if (shadow.kind === 'numbers' && name === 'set') return this.#copyInto(o as object, key, second, site);
    if (shadow.kind === 'map') this.#mapMethod(shadow, o as ReadonlySet<unknown>, name, key, site);
    else if (shadow.kind === 'array' || shadow.kind === 'numbers') this.#arrayMethod(shadow, name, site, count);
  }

  /** `numbers.set(source, offset)`. */
  #copyInto(o: object, source: unknown, offset: unknown, site: SiteNumber): void {
    if (typeof source !== 'object' || source === null) return;
    this.readAll(source, site);
    const from = typeof offset === 'number' ? offset : 0;
    const { length } = source as ArrayLike<number>;
    for (let index = from; index < from + length; index++) this.write(o, index, site);
  }

  #mapMethod(shadow: Members, map: Pick<ReadonlySet<unknown>, 'has'>, name: string, key: unknown, site: SiteNumber): void {
    const changes = changingMapMethods.has(name);
    this.#listener.accessed(shadow.whole, changes ? 'write' : 'read', site);
    if (!keyedMapMethods.has(name)) {
      this.#listener.accessed(shadow.structure, changes ? 'write' : 'read', site);
      this.#everything(shadow, changes ? 'write' : 'read', site);
      return;
    }
    const entry = shadow.location(map, key);
    if (changes && (name === 'delete' || !map.has(key))) this.#listener.accessed(shadow.structure, 'write', site);
    if (entry) this.#listener.accessed(entry, changes ? 'write' : 'read', site);
  }

  #sizeOf(shadow: Members, site: SiteNumber): void {
    this.#listener.accessed(shadow.whole, 'read', site);
    this.#listener.accessed(shadow.structure, 'read', site);
  }

  #arrayMethod(shadow: Members, name: string, site: SiteNumber, count: number): void {
    const whole = wholeWith.get(name);
    const how = whole && count <= whole[0] ? whole[1] : (arrayMethods.get(name) ?? 'reads');
    this.#listener.accessed(shadow.structure, 'read', site);
    if (how === 'grows' || how === 'moves') this.#listener.accessed(shadow.structure, 'write', site);
    if (how === 'reads') this.#everything(shadow, 'read', site);
    if (how === 'moves' || how === 'rewrites') this.#everything(shadow, 'write', site);
  }

  /** All that an object holds, of which each part may also be accessed by itself. */
  #everything(shadow: Members, how: 'read' | 'write', site: SiteNumber): void {
    shadow.contents ??= new Location('contents');
    this.#listener.accessed(shadow.contents, how, site);
    for (const location of shadow.all()) this.#listener.accessed(location, how, site);
  }

  #member(shadow: Members, o: object, key: unknown, how: 'read' | 'write', site: SiteNumber): void {
    if (shadow.kind === 'array' && key === 'length') {
      this.#listener.accessed(shadow.structure, how, site);
      return;
    }
    const name = asKey(shadow, key);
    const location = name === undefined ? undefined : shadow.location(o, name);
    if (!location) return;
    // Whoever uses an element also looks at the array, as at a slice in Go.
    if (shadow.kind === 'array' && typeof name === 'number') this.#listener.accessed(shadow.structure, 'read', site);
    this.#listener.accessed(location, how, site);
  }

  #shadow(o: unknown): Shadow {
    if ((typeof o !== 'object' && typeof o !== 'function') || o === null) return nothing;
    let shadow = this.#shadows.get(o);
    if (!shadow) this.#shadows.set(o, shadow = shadowOf(o));
    return shadow;
  }
}

const nothing: Shadow = { kind: 'none' };

/** Elements have numbers; a key that is an object is not asked what it stands for. */
function asKey({ kind }: Members, key: unknown): PropertyKey | undefined {
  if (typeof key === 'string') return (kind === 'array' || kind === 'numbers') && /^\d+$/.test(key) ? Number(key) : key;
  if (typeof key === 'number') return kind === 'array' || kind === 'numbers' ? key : String(key);
  return typeof key === 'symbol' ? key : undefined;
}
