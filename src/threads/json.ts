/** Objects and arrays that a value may have inside to be tried as text: looking for one met twice costs more with each. */
const MOST_INSIDE = 32;

const met: object[] = [];

/**
 * The value as JSON, which is written and read in half the time of a structured clone; nothing when the two would differ: another class than object and
 * array, a number that JSON has no word for, `undefined`, an object that occurs twice, or very many.
 */
export function asJson(value: object): string | undefined {
  met.length = 0;
  const plain = isPlain(value);
  met.length = 0;
  return plain ? JSON.stringify(value) : undefined;
}

function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'string': case 'boolean': return true;
    case 'number': return Number.isFinite(value) && !Object.is(value, -0);
    case 'object': return value === null || isPlainObject(value);
    default: return false;
  }
}

function isPlainObject(value: object): boolean {
  if (met.length === MOST_INSIDE || met.includes(value)) return false;
  met.push(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  const keys = Object.keys(value);
  if (prototype === Array.prototype) return keys.length === (value as unknown[]).length && isPlainList(value as unknown[]);
  if (prototype !== Object.prototype) return false;
  for (const key of keys) if (key === 'toJSON' || !isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}

/** Holes count as `undefined`. */
function isPlainList(list: readonly unknown[]): boolean {
  for (let index = 0; index < list.length; index++) if (!isPlain(list[index])) return false;
  return true;
}
