/**
 * How a scenario's history crosses from the learner's process to the judge: JSON in which everything that JSON cannot say
 * is an object with one tag. The decoder trusts nothing. What comes out of it is made of primitives, arrays, plain
 * objects, maps, sets, dates and errors, so no matcher can be made to run a stranger's code.
 */

/** Taken before any learner's code runs beside us: it may replace them later. */
const { stringify, parse: parseJson } = JSON;
const { from, isArray } = Array;
const { entries, is } = Object;
const { isFinite } = Number;

/** How deep a value may be nested. */
const maxDepth = 64;
/** How many parts a value may have. */
const maxNodes = 200_000;

/** Keys that some part of JavaScript or of a matcher gives a meaning to. */
const meaningful: ReadonlySet<string> = new Set(['then', 'toJSON', 'asymmetricMatch', '$$typeof', 'constructor', 'nodeType', 'toString', 'valueOf']);

/** The value has no faithful plain form: too deep, too large, or nested in itself. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** A value as JSON text. Functions and symbols become marks; instances of classes become plain objects. */
export function encode(value: unknown): string {
  let nodes = 0;
  const seen = new Set<object>();

  const pack = (part: unknown, depth: number): unknown => {
    nodes += 1;
    if (nodes > maxNodes) throw new WireError(`it has more than ${maxNodes} parts`);
    if (depth > maxDepth) throw new WireError(`it is nested more than ${maxDepth} levels deep`);
    if (typeof part !== 'object' || part === null) return packPrimitive(part);
    if (seen.has(part)) throw new WireError('it contains itself');
    seen.add(part);
    const packed = packObject(part, (inner) => pack(inner, depth + 1));
    seen.delete(part);
    return packed;
  };
  return stringify(pack(value, 0));
}

function packPrimitive(value: unknown): unknown {
  switch (typeof value) {
    case 'undefined': return { u: 1 };
    case 'bigint': return { b: value.toString() };
    case 'number': return isFinite(value) && !is(value, -0) ? value : { n: is(value, -0) ? '-0' : String(value) };
    case 'function':
    case 'symbol': return { x: typeof value };
    case 'boolean':
    case 'string':
    case 'object': return value;
    default: throw new WireError('it has an unknown type');
  }
}

function packObject(value: object, pack: (inner: unknown) => unknown): unknown {
  if (isArray(value)) return from(value, pack);
  if (value instanceof Date) return { d: pack(value.getTime()) };
  if (value instanceof Map) return { m: from(value, ([key, inner]) => [pack(key), pack(inner)]) };
  if (value instanceof Set) return { s: from(value, pack) };
  if (value instanceof Error) return { e: [asText(value.name), asText(value.message)] };
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return from(value as Uint8Array, pack);
  return { o: entries(value).map(([key, inner]) => [key, pack(inner)]) };
}

/** An error's name and message are strings by convention only. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The value that `encode` made the text from. Throws a `WireError` for any other text. */
export function decode(encoded: string): unknown {
  let nodes = 0;

  const unpack = (part: unknown, depth: number): unknown => {
    nodes += 1;
    if (nodes > maxNodes * 2) throw new WireError(`it has more than ${maxNodes} parts`);
    if (depth > maxDepth) throw new WireError(`it is nested more than ${maxDepth} levels deep`);
    const inner = (value: unknown): unknown => unpack(value, depth + 1);
    if (typeof part !== 'object' || part === null) return part;
    if (isArray(part)) return part.map(inner);
    const [entry, ...others] = entries(part);
    if (entry === undefined || others.length > 0) throw new WireError('it has an unknown form');
    return unpackTagged(entry[0], entry[1], inner);
  };
  return unpack(parse(encoded), 0);
}

function parse(encoded: string): unknown {
  try {
    return parseJson(encoded);
  } catch {
    throw new WireError('it is not JSON');
  }
}

function unpackTagged(tag: string, content: unknown, unpack: (inner: unknown) => unknown): unknown {
  switch (tag) {
    case 'u': return undefined;
    case 'n': return Number(text(content));
    case 'b': return integer(text(content));
    case 'd': return new Date(Number(unpack(content)));
    case 'x': return `[${text(content)}]`;
    case 'e': return unpackError(list(content).map(text));
    case 's': return new Set(list(content).map(unpack));
    case 'm': return new Map(list(content).map(list).map(([key, value]) => [unpack(key), unpack(value)]));
    case 'o': return unpackRecord(list(content).map(list), unpack);
    default: throw new WireError('it has an unknown form');
  }
}

function unpackError([name = 'Error', message = '']: readonly string[]): Error {
  const error = new Error(message);
  error.name = name;
  // A stack of the judge's own process would only confuse.
  delete (error as { stack?: string }).stack;
  return error;
}

function unpackRecord(pairs: readonly (readonly unknown[])[], unpack: (inner: unknown) => unknown): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [name, content] of pairs) {
    const key = text(name);
    const value = unpack(content);
    if (isHarmless(key, value)) record[key] = value;
  }
  return record;
}

/** A word count may well have the key `then`; only what is more than a primitive could be taken for a method. */
function isHarmless(key: string, value: unknown): boolean {
  if (key === '__proto__') return false;
  return !meaningful.has(key) || typeof value !== 'object' || value === null;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new WireError('it has an unknown form');
  return value;
}

function list(value: unknown): readonly unknown[] {
  if (!isArray(value)) throw new WireError('it has an unknown form');
  return value as readonly unknown[];
}

function integer(digits: string): bigint {
  if (!/^-?\d{1,100000}$/.test(digits)) throw new WireError('it has an unknown form');
  return BigInt(digits);
}
