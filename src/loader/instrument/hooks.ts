import type { Accesses, Memory, Place } from './accesses.ts';

const ignored: Memory = {
  variable: () => ignored,
  readVariable: () => {},
  writeVariable: () => {},
  read: () => {},
  write: () => {},
  remove: () => {},
  method: () => {},
  readAll: () => {},
  resumed: () => {},
};

type Members = Record<PropertyKey, unknown>;

/** The hooks of instrumented code, over whoever watches; without anybody, they only do what the program asked for. */
export function hooksFor(memory: Memory = ignored): Accesses {
  return { ...variableHooks(memory), ...passingHooks(memory), ...carryingHooks(memory), ...collectionHooks(memory), resumed: (value) => {
    memory.resumed();
    return value;
  }, first: (value) => value };
}

function variableHooks(memory: Memory): Pick<Accesses, 'cell' | 'read' | 'write' | 'update'> {
  return {
    cell: (name) => memory.variable(name),
    read: (cell, site) => memory.readVariable(cell, site),
    write: (cell, site, value) => {
      memory.writeVariable(cell, site);
      return value;
    },
    update: (cell, site) => {
      memory.readVariable(cell, site);
      memory.writeVariable(cell, site);
    },
  };
}

/** Those that give back the object, whose member the program then reads or writes itself. */
function passingHooks(memory: Memory): Pick<Accesses, 'get' | 'set' | 'drop' | 'modify' | 'maybe' | 'pick' | 'elements' | 'all'> {
  return {
    get: (o, key, site) => {
      memory.read(o, key, site);
      return o;
    },
    set: (o, key, site) => {
      memory.write(o, key, site);
      return o;
    },
    drop: (o, key, site) => {
      memory.remove(o, key, site);
      return o;
    },
    modify: (o, key, site) => {
      memory.read(o, key, site);
      memory.write(o, key, site);
      return o;
    },
    maybe: (o, key, site, operator) => {
      memory.read(o, key, site);
      if (willAssign(o, key as PropertyKey, operator)) memory.write(o, key, site);
      return o;
    },
    pick: (o, site, ...keys) => {
      for (const key of keys) memory.read(o, key, site);
      return o;
    },
    elements: (o, site, count) => {
      if (Array.isArray(o)) for (let index = 0; index < count; index++) memory.read(o, index, site);
      else memory.readAll(o, site);
      return o;
    },
    all: (o, site) => {
      memory.readAll(o, site);
      return o;
    },
  };
}

/** Whether `o[key] operator= …` will assign. What a getter would give is not asked for twice. */
function willAssign(o: unknown, key: PropertyKey, operator: string): boolean {
  if (typeof o !== 'object' || o === null) return false;
  const value: unknown = Object.getOwnPropertyDescriptor(o, key)?.value;
  if (operator === '??=') return value === undefined || value === null;
  return operator === '||=' ? !value : Boolean(value);
}

/** Those that read or write for the program, because the key must be evaluated once, or the value first. */
function carryingHooks(memory: Memory): Pick<Accesses, 'getAt' | 'setAt' | 'place' | 'assign' | 'step' | 'remove' | 'has' | 'target'> {
  return {
    getAt: (o, key, site) => {
      memory.read(o, key, site);
      return (o as Members)[key as PropertyKey];
    },
    setAt: (o, key, value, site) => {
      memory.write(o, key, site);
      return (o as Members)[key as PropertyKey] = value;
    },
    place: (o, key, site) => {
      memory.read(o, key, site);
      return { object: o as object, key: key as PropertyKey, site, value: (o as Members)[key as PropertyKey] };
    },
    assign: (place, operator, operand) => {
      const value = combine(place, operator, operand);
      memory.write(place.object, place.key, place.site);
      return (place.object as Members)[place.key] = value;
    },
    step: (o, key, site, how) => {
      memory.read(o, key, site);
      memory.write(o, key, site);
      return stepped(o as Record<PropertyKey, number>, key as PropertyKey, how);
    },
    remove: (o, key, site) => {
      memory.remove(o, key, site);
      return delete (o as Members)[key as PropertyKey];
    },
    has: (key, o, site) => {
      memory.read(o, key, site);
      return (key as PropertyKey) in (o as object);
    },
    target: (o, key, site) => ({
      set value(value: unknown) {
        memory.write(o, key, site);
        (o as Members)[key as PropertyKey] = value;
      },
    }),
  };
}

function stepped(o: Record<PropertyKey, number>, key: PropertyKey, how: '++x' | 'x++' | '--x' | 'x--'): number {
  switch (how) {
    case '++x': return ++(o[key] as number);
    case 'x++': return (o[key] as number)++;
    case '--x': return --(o[key] as number);
    case 'x--': return (o[key] as number)--;
    default: return how satisfies never;
  }
}

/** What the operators of compound assignments do. */
function combine({ value }: Place, operator: string, operand: unknown): unknown {
  const a = value as number;
  const b = operand as number;
  switch (operator) {
    case '+=': return a + b;
    case '-=': return a - b;
    case '*=': return a * b;
    case '/=': return a / b;
    case '%=': return a % b;
    case '**=': return a ** b;
    case '<<=': return a << b;
    case '>>=': return a >> b;
    case '>>>=': return a >>> b;
    case '&=': return a & b;
    case '|=': return a | b;
    case '^=': return a ^ b;
    default: throw new SyntaxError(`${operator} is no operator`);
  }
}

function collectionHooks(memory: Memory): Pick<Accesses, 'call' | 'late' | 'merge' | 'each'> {
  return {
    call: (o, name, site, count, key, second) => {
      memory.method(o, name, site, count, key, second);
      return o;
    },
    late: (o, name, site) => {
      const method = (o as Record<string, unknown>)[name];
      if (typeof method !== 'function') throw new TypeError(`(intermediate value).${name} is not a function`);
      return (...args) => {
        memory.method(o, name, site, args.length, args[0], args[1]);
        return Reflect.apply(method, o, args) as unknown;
      };
    },
    merge: (site, ...args) => {
      const [target, ...sources] = args;
      for (const source of sources) {
        memory.readAll(source, site);
        for (const key of Object.keys(Object(source) as object)) memory.write(target, key, site);
      }
      return args;
    },
    each: (o, site) => {
      if (Array.isArray(o) && o[Symbol.iterator] === Array.prototype[Symbol.iterator]) return elementsOf(memory, o, site);
      if ((o instanceof Map && o[Symbol.iterator] === Map.prototype[Symbol.iterator]) || (o instanceof Set && o[Symbol.iterator] === Set.prototype[Symbol.iterator])) return entriesOf(memory, o, site);
      return o;
    },
  };
}

/** As the platform's iterator of an array: it looks at the length in each round. */
function* elementsOf(memory: Memory, array: readonly unknown[], site: number): Generator {
  for (let index = 0; ; index++) {
    memory.read(array, 'length', site);
    if (index >= array.length) return;
    memory.read(array, index, site);
    yield array[index];
  }
}

function* entriesOf(memory: Memory, collection: Iterable<unknown>, site: number): Generator {
  for (const entry of collection) {
    memory.readAll(collection, site);
    yield entry;
  }
  memory.readAll(collection, site);
}
