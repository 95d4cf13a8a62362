/** The words for why a check did not pass. */
import { inspect, stripVTControlCharacters } from 'node:util';
import type { Finding, Site } from '../explore/report.ts';
import { adviceFor } from './advice.ts';
import { isAssertionError } from './expect.ts';
import { ownFinding, placeOf } from './own-sites.ts';
import type { Limited } from './program-process.ts';
import { Judged } from './suite-api.ts';
import type { Cause } from './verdict.ts';

/** An end of the learner's process or module that is not an answer. */
export type ScenarioEnd =
  | { readonly kind: 'timeout'; readonly seconds: number }
  /** On the real clock: the time is over. */
  | { readonly kind: 'unfinished'; readonly seconds: number }
  /** On the real clock: nothing is left that could go on. */
  | { readonly kind: 'stuck' }
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'crashed'; readonly message: string; readonly location?: Site }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'out-of-memory'; readonly memory: number }
  | { readonly kind: 'limit'; readonly of: Limited }
  | { readonly kind: 'load-error'; readonly finding: Finding }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'garbled' };

/** The longest text shown to a learner in one field. */
const maxText = 4000;

export function endCause(end: ScenarioEnd): Cause {
  switch (end.kind) {
    case 'timeout': return {
      kind: 'timeout',
      rationale: `The program did not come back for ${end.seconds} s: a loop that never awaits, or only what is ready already, keeps every other goroutine on this thread from its turn.`,
      help: 'Find the loop that does not wait for anything. Let it await a channel, or `await gosched()` in each round.',
      lesson: 'goroutines',
    };
    case 'unfinished': return {
      kind: 'timeout',
      rationale: `On the real clock the program had not finished after ${end.seconds} s.`,
      help: 'Find out what it still waits for, or what it does again and again.',
    };
    case 'stuck': return {
      kind: 'crashed',
      rationale: 'The program waits for a promise that nothing can settle: no timer, no socket and no goroutine is left.',
      help: 'Wait on a channel, a wait group or a context, and settle every promise that you make yourself on each path.',
      lesson: 'goroutines',
    };
    case 'exited': return exitCause();
    case 'crashed': return { kind: 'crashed', rationale: `An error escaped from the program: ${short(end.message)}`, help: 'Find the promise that nobody awaits or the callback that throws, and handle its error.', ...located(end.location) };
    case 'signalled': return { kind: 'crashed', rationale: `The program's process was killed (${short(end.signal)}).`, help: 'Remove what kills the process or aborts it.' };
    case 'out-of-memory': return { kind: 'out-of-memory', rationale: `The program used more than ${end.memory} MiB of memory.`, help: 'Look for a queue, a list or a number of goroutines that grows without a bound.', lesson: 'worker-pools' };
    case 'limit': return { kind: 'limit', rationale: `The program used more than it may of: ${end.of}.`, help: 'Look for work that is started again and again, or that nothing ends.' };
    case 'load-error': return loadCause(end.finding);
    case 'unreadable': return { kind: 'expectation', rationale: `What the program gave back cannot be judged: ${short(end.message)}.`, help: 'Return plain values of a reasonable size.' };
    case 'garbled': return { kind: 'crashed', rationale: 'The program wrote into the judge\'s own connection.', help: 'Use only the streams of your program: its output goes to console.log.' };
    default: return end satisfies never;
  }
}

function exitCause(): Cause {
  return { kind: 'exited', rationale: 'The program ended its own process while it was being checked.', help: 'Remove `process.exit`; return or throw instead.' };
}

/** Code outside of functions runs when the module is loaded. */
function loadCause(finding: Finding): Cause {
  const cause = findingCause(finding);
  if (cause.kind === 'exited') return cause;
  return { ...cause, kind: 'load-error', rationale: `While the module was loaded: ${cause.rationale}`, help: 'Code outside of functions runs on import. Correct it, or move it into a function.' };
}

/** A finding's cause. Only places in the learner's own files are kept. */
export function findingCause(finding: Finding): Cause {
  const own = ownFinding(finding);
  const place = { ...(finding.replay === '' ? {} : { replay: finding.replay }), ...located(placeOf(own)) };
  if (finding.kind === 'error' && finding.detail === 'exit') return { ...exitCause(), ...place };
  const { help, lesson } = adviceFor(finding);
  // Learners know `main` as the beginning of their own programs; here it is the scenario.
  const whoIsMain = /\bmain\b/.test(own.message) ? ' (Here, main is the check that uses your code.)' : '';
  return { kind: 'finding', rationale: short(own.message) + whoIsMain, help, lesson, finding: own, ...place };
}

/** The cause of a failed expectation; `undefined` when the error is a fault of the suite. */
export function expectationCause(error: unknown, replay: string | undefined): Cause | undefined {
  const token = replay === undefined ? {} : { replay };
  if (error instanceof Judged) {
    const { did, expected, help, lesson } = error.words;
    return { kind: 'expectation', rationale: short(did), help: short(help), ...(expected === undefined ? {} : { expected: short(expected) }), ...(lesson === undefined ? {} : { lesson }), ...token };
  }
  if (!isAssertionError(error)) return undefined;
  const sides = 'expected' in error && 'actual' in error && error.expected !== undefined ? { expected: shown(error.expected), actual: shown(error.actual) } : {};
  return { kind: 'expectation', rationale: short(sentence(error.message)), help: 'Compare this with the acceptance points of the task.', ...sides, ...token };
}

function located(location: Site | undefined): { readonly location?: Site } {
  return location === undefined ? {} : { location };
}

function shown(value: unknown): string {
  return short(typeof value === 'string' ? value : inspect(value, { depth: 6, maxArrayLength: 60, maxStringLength: 500, breakLength: 100 }));
}

function sentence(message: string): string {
  const plain = stripVTControlCharacters(message).replaceAll(' // Object.is equality', '').trim();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function short(text: string): string {
  return text.length <= maxText ? text : `${text.slice(0, maxText)} …`;
}
