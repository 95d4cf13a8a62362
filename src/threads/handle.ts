/**
 * What stands in a thread for something in shared memory, and can be sent to other threads, alone or inside another value.
 *
 * Cloning keeps an object's own properties and loses its class. So a handle has one own property, whose getter tells what it stands for, and
 * tells the sender that the value holds handles: then, and only then, the receiver looks through the value and puts handles where marks are.
 */
export type Identity = readonly [kind: string, address: number, ...more: (string | number | boolean | null)[]];

const MARK = 'threads:handle';

/** What tells an object's identity. A table beside the objects: their identity is nobody's business but ours. */
const identities = new WeakMap<object, () => Identity>();

let seen = false;
const known = new Map<string, WeakRef<object>>();
const forgotten = new FinalizationRegistry<string>((key) => {
  if (known.get(key)?.deref() === undefined) known.delete(key);
});
const makers = new Map<string, (given: Identity) => object>();

/** Says how handles of a kind are made in a thread that receives one. */
export function revivable(kind: string, make: (given: Identity) => object): void {
  makers.set(kind, make);
}

/** Makes an object a handle. */
export function mark(handle: object, tellIdentity: () => Identity): void {
  identities.set(handle, tellIdentity);
  Object.defineProperty(handle, MARK, { enumerable: true, get: tell });
  const key = keyOf(tellIdentity());
  known.set(key, new WeakRef(handle));
  forgotten.register(handle, key);
}

function tell(this: object): Identity | undefined {
  seen = true;
  return identityOf(this);
}

/** What an object stands for, if it is a handle. */
export function identityOf(value: object): Identity | undefined {
  return identities.get(value)?.();
}

/** Makes a message that says of itself whether it holds handles: its last property is read when all others have been cloned. */
export function tellingOfHandles<M extends object>(message: M): M & { readonly held: boolean } {
  seen = false;
  return Object.defineProperty(message, 'held', { enumerable: true, get: () => seen }) as M & { readonly held: boolean };
}

function keyOf([kind, address]: Identity): string {
  return `${kind} ${address}`;
}

/** The handle of this thread for an identity: always the same as long as it lives. */
export function handleFor(given: Identity): object {
  const existing = known.get(keyOf(given))?.deref();
  if (existing) return existing;
  const make = makers.get(given[0]);
  if (!make) throw new TypeError(`threads: no handle of the kind ${given[0]} is known here`);
  return make(given);
}

/** Clones by `clone`. @returns what that gives, and whether the value held handles */
export function noticingHandles<T>(clone: () => T): [cloned: T, held: boolean] {
  const before = seen;
  seen = false;
  try {
    const cloned = clone();
    return [cloned, seen];
  } finally {
    seen = before;
  }
}

/** Puts handles where their marks are, in a value that was cloned. */
export function withHandles(value: unknown, visited = new Map<object, unknown>()): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (MARK in value) return handleFor(value[MARK] as Identity);
  if (visited.has(value)) return value;
  visited.set(value, value);
  if (value instanceof Map) return refilledMap(value, visited);
  if (value instanceof Set) return refilledSet(value, visited);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date || value instanceof RegExp) return value;
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const field = fields[key];
    if (typeof field === 'object' && field !== null) fields[key] = withHandles(field, visited);
  }
  return value;
}

function refilledMap(map: Map<unknown, unknown>, visited: Map<object, unknown>): Map<unknown, unknown> {
  const entries = [...map];
  map.clear();
  for (const [key, value] of entries) map.set(withHandles(key, visited), withHandles(value, visited));
  return map;
}

function refilledSet(set: Set<unknown>, visited: Map<object, unknown>): Set<unknown> {
  const members = [...set];
  set.clear();
  for (const member of members) set.add(withHandles(member, visited));
  return set;
}
