/** `expect` as vitest has it, without vitest: the same assertions, set up on chai. */
import { ASYMMETRIC_MATCHERS_OBJECT, GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, chai, customMatchers, getState, setState, type ExpectStatic } from '@vitest/expect';

let ready: ExpectStatic | undefined;

/** The one `expect` of this process. It is made on first use: chai keeps its plugins in a module-wide table. */
export function suiteExpect(): ExpectStatic {
  ready ??= createExpect();
  return ready;
}

/** Whether an error is a failed assertion, rather than a fault of the suite. */
export function isAssertionError(error: unknown): error is Error & { readonly actual?: unknown; readonly expected?: unknown } {
  return error instanceof chai.AssertionError;
}

function createExpect(): ExpectStatic {
  // Under vitest its own copy is there already. A second one on top would wrap every matcher twice, and break some.
  const isEquipped = 'toEqual' in chai.Assertion.prototype;
  if (!isEquipped) for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
  const shared = globalThis as unknown as Record<symbol, unknown>;

  const expect = ((value: unknown, message?: string) => {
    const { assertionCalls } = getState(expect);
    setState({ assertionCalls: assertionCalls + 1 }, expect);
    return chai.expect(value, message);
  }) as unknown as ExpectStatic;
  Object.assign(expect, chai.expect);
  Object.assign(expect, shared[ASYMMETRIC_MATCHERS_OBJECT]);
  setState({ assertionCalls: 0, isExpectingAssertions: false, isExpectingAssertionsError: null, expectedAssertionsNumber: null, expectedAssertionsNumberErrorGen: null }, expect);
  // The matchers look up their state through this global. Under vitest it is vitest's own, and serves as well.
  if (shared[GLOBAL_EXPECT] === undefined) Object.defineProperty(shared, GLOBAL_EXPECT, { value: expect, writable: true, configurable: true });
  if (!isEquipped) (chai.expect as unknown as { extend(target: ExpectStatic, matchers: typeof customMatchers): void }).extend(expect, customMatchers);
  return expect;
}
