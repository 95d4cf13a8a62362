/**
 * The part of vitest that hidden suites use: `test`, `it`, `describe` and `expect`. It collects tests, and leaves running
 * them to the judge. Anything else of vitest is refused by name, so that no suite silently means something else here.
 */
import { JudgeError } from '../errors.ts';
import { suiteExpect } from './expect.ts';

/** One test of a suite. Its name is the id of the check it decides. */
export interface SuiteTest {
  readonly name: string;
  readonly body: () => unknown;
}

export interface Collector {
  /** What the suite's `import … from 'vitest'` gets. */
  readonly module: object;
  readonly tests: ReadonlyMap<string, SuiteTest>;
}

export function createCollector(): Collector {
  const tests = new Map<string, SuiteTest>();

  const test = (name: string, ...rest: readonly unknown[]): void => {
    const body = rest.find((part) => typeof part === 'function') as SuiteTest['body'] | undefined;
    if (body === undefined) throw suiteFault(`The test "${name}" has no body.`);
    if (body.length > 0) throw unsupported('the context of a test');
    if (tests.has(name)) throw suiteFault(`The suite has two tests called "${name}".`);
    tests.set(name, { name, body });
  };
  const module = {
    test: closed(test, 'test'),
    it: closed(test, 'it'),
    describe: closed(describe, 'describe'),
    expect: suiteExpect(),
  };
  return { module: closed(module, 'vitest'), tests };
}

/** Groups have no meaning for the judge: a test is known by its own name. */
function describe(_name: string, body: () => unknown): void {
  if (body() instanceof Promise) throw unsupported('an async describe');
}

/** Names that a bundler or the language itself asks for. */
const asked: ReadonlySet<string> = new Set(['__esModule', 'default', 'then', 'name', 'length', 'prototype', 'toString']);

/** The same object, but asking it for what it does not have is an error that names it. */
function closed<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !asked.has(key) && !Object.hasOwn(object, key)) throw unsupported(name === 'vitest' ? `\`${key}\`` : `\`${name}.${key}\``);
      return Reflect.get(object, key, receiver) as unknown;
    },
  });
}

function unsupported(what: string): JudgeError {
  return suiteFault(`The suite uses ${what} of vitest; the judge knows only \`test\`, \`it\`, \`describe\` and \`expect\`.`);
}

/** The suite itself is wrong: our fault, never the learner's. */
export function suiteFault(message: string, cause?: unknown): JudgeError {
  return new JudgeError('suite', message, 'The exercise is broken, not your work. Run `concurrency-tutor course check` to see all its problems.', { cause });
}
