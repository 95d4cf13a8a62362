/** A place of an access in the author's source, as instrumented code names it: an index into the sites of its program. */
export type SiteNumber = number;

/** What stands for one instance of a shared variable. */
export type Cell = object;

/** Memory that goroutines may share, as whoever watches a run sees it. */
export interface Memory {
  /** A shared variable comes to life. */
  variable(name: string): Cell;
  readVariable(cell: Cell, site: SiteNumber): void;
  writeVariable(cell: Cell, site: SiteNumber): void;
  /** A property, an element, or the size of a collection. */
  read(o: unknown, key: unknown, site: SiteNumber): void;
  write(o: unknown, key: unknown, site: SiteNumber): void;
  remove(o: unknown, key: unknown, site: SiteNumber): void;
  /** A method of a collection, if `o` is one, called with `count` arguments, of which `key` is the first, and `second` the next where it matters. */
  method(o: unknown, name: string, site: SiteNumber, count: number, key: unknown, second?: unknown): void;
  /** Everything in an object. */
  readAll(o: unknown, site: SiteNumber): void;
  /** The goroutine goes on after a pause. */
  resumed(): void;
}

/** A place to assign to, whose parts have been evaluated. */
export interface Target {
  /** Set to assign. */
  value: unknown;
}

/** A place that is read now and written when the rest of the expression has been evaluated. */
export interface Place {
  readonly object: object;
  readonly key: PropertyKey;
  readonly site: SiteNumber;
  /** What it held. */
  readonly value: unknown;
}

/**
 * What instrumented code tells of its accesses to memory that goroutines may share.
 *
 * Most hooks give back what they were given, so that the access itself stays where the author wrote it: `o.p` becomes `get(o, "p", 7).p`. The object is evaluated once,
 * the engine's own error messages and property caches are kept, and getters are called once, by the program.
 */
export interface Accesses {
  /** A shared variable comes to life. */
  cell(name: string): Cell;
  /** A variable is read. */
  read(cell: Cell, site: SiteNumber): void;
  /** A variable is written. @returns `value` */
  write(cell: Cell, site: SiteNumber, value?: unknown): unknown;
  /** A variable is read and written, as by `++`. */
  update(cell: Cell, site: SiteNumber): void;
  /** `o[key]` is about to be read. @returns `o` */
  get(o: unknown, key: unknown, site: SiteNumber): unknown;
  /** `o[key]` is about to be deleted. @returns `o` */
  drop(o: unknown, key: unknown, site: SiteNumber): unknown;
  /** `o[key]` is about to be written. @returns `o` */
  set(o: unknown, key: unknown, site: SiteNumber): unknown;
  /** `o[key]` is about to be read and written. @returns `o` */
  modify(o: unknown, key: unknown, site: SiteNumber): unknown;
  /** `o[key]` is about to be read, and written if what it holds asks for it: `??=`, `||=`, `&&=`. @returns `o` */
  maybe(o: unknown, key: unknown, site: SiteNumber, operator: string): unknown;
  /** `o[key]`, for a key that must be evaluated once. */
  getAt(o: unknown, key: unknown, site: SiteNumber): unknown;
  /** `o[key] = value`. @returns `value` */
  setAt(o: unknown, key: unknown, value: unknown, site: SiteNumber): unknown;
  /** The first half of `o[key] += …`. */
  place(o: unknown, key: unknown, site: SiteNumber): Place;
  /** The second half. @returns the new value */
  assign(place: Place, operator: string, value: unknown): unknown;
  /** `o[key]++` and its like. */
  step(o: unknown, key: unknown, site: SiteNumber, how: '++x' | 'x++' | '--x' | 'x--'): unknown;
  /** `delete o[key]`. */
  remove(o: unknown, key: unknown, site: SiteNumber): boolean;
  /** `key in o`. */
  has(key: unknown, o: unknown, site: SiteNumber): boolean;
  /** A method is about to be called that may be one of an array, a map or a set. @returns `o` */
  call(o: unknown, name: string, site: SiteNumber, count: number, key?: unknown, second?: unknown): unknown;
  /** The same, for a call whose arguments do something of their own. @returns what to call with them */
  late(o: unknown, name: string, site: SiteNumber): (...args: unknown[]) => unknown;
  /** `Object.assign` is about to be called. @returns its arguments */
  merge(site: SiteNumber, ...args: readonly unknown[]): readonly unknown[];
  /** Everything in `o` is about to be read. @returns `o` */
  all(o: unknown, site: SiteNumber): unknown;
  /** `o` is about to be iterated over, with pauses. @returns what to iterate over */
  each(o: unknown, site: SiteNumber): unknown;
  /** `o` is about to be taken apart. @returns `o` */
  pick(o: unknown, site: SiteNumber, ...keys: readonly string[]): unknown;
  /** The first `count` elements are about to be read. @returns `o` */
  elements(o: unknown, site: SiteNumber, count: number): unknown;
  /** `o[key]` as a target of a pattern. */
  target(o: unknown, key: unknown, site: SiteNumber): Target;
  /** The goroutine goes on after an `await` or a `yield`. @returns `value` */
  resumed(value?: unknown): unknown;
  /** @returns `value`, when the rest has been evaluated */
  first(value: unknown, ...rest: readonly unknown[]): unknown;
}

/** The hooks, by the names that instrumented code calls them by. */
export const hookNames = [
  'cell', 'read', 'write', 'update', 'get', 'set', 'drop', 'modify', 'maybe', 'getAt', 'setAt', 'place', 'assign', 'step', 'remove', 'has', 'call', 'late', 'merge', 'all', 'each', 'pick',
  'elements', 'target', 'resumed', 'first',
] as const satisfies readonly (keyof Accesses)[];

/** A name that no author uses. */
export function hookName(hook: keyof Accesses): string {
  return `ct$${hook}`;
}

/** Declares the hooks, as the pattern of a parameter or a `const`. */
export const hookPattern: string = `{ ${hookNames.map((hook) => `${hook}: ${hookName(hook)}`).join(', ')} }`;
