/**
 * Whether a learner's code has replaced what everything in its process works with. Then a failure of our own code there is no fault of
 * ours. Taken before any of that code is there.
 */

const { getOwnPropertyDescriptor, is } = Object;
const { ownKeys } = Reflect;

interface Part {
  readonly name: string;
  readonly holder: object;
  readonly key: PropertyKey;
  readonly value: unknown;
}

const holders: Readonly<Record<string, object>> = {
  Object, 'Object.prototype': Object.prototype, Array, 'Array.prototype': Array.prototype, Function: Function.prototype, JSON, Reflect, Math, Promise,
  'Promise.prototype': Promise.prototype, Map: Map.prototype, Set: Set.prototype, WeakMap: WeakMap.prototype, String: String.prototype, Number, BigInt, Symbol, RegExp: RegExp.prototype,
  Error, 'Error.prototype': Error.prototype, Date, Buffer, 'Uint8Array.prototype': Uint8Array.prototype, process,
};

const parts: readonly Part[] = Object.entries(holders).flatMap(([name, holder]) => ownKeys(holder).flatMap((key) => {
  const found = getOwnPropertyDescriptor(holder, key);
  return found !== undefined && typeof found.value === 'function' ? [{ name: `${name}.${String(key)}`, holder, key, value: found.value as unknown }] : [];
}));

/** The name of the first part that is not what it was; `undefined` when all are. */
export function replacedPart(): string | undefined {
  // With plain loops: nothing that may have been replaced is called.
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (part === undefined) continue;
    const found = getOwnPropertyDescriptor(part.holder, part.key);
    if (found === undefined || !is(found.value, part.value)) return part.name;
  }
  return undefined;
}
