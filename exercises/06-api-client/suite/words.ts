/** Making scripts, and reading histories. */
import { judge } from 'concurrency-tutor/suite';
import type { Limit } from '../starter/client.ts';
import type { Attempt, Call, History, Outcome, Script } from './script.ts';

const plenty: Limit = { perSecond: 1000, burst: 1000 };

/** Options that stand in nobody's way, but for what is given. */
export function options(given: Partial<Script['options']> = {}): Script['options'] {
  return { endpoints: [], otherwise: plenty, concurrency: 100, timeout: 600_000, retries: 0, backoff: { first: 1000, longest: 60_000 }, ...given };
}

export function calls(paths: readonly string[], at = 0): Call[] {
  return paths.map((path) => ({ at, path }));
}

export function numbered(count: number, prefix: string): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}

export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** In the order in which they began. */
export function attemptsFor(history: History, test: (path: string) => boolean): Attempt[] {
  return history.attempts.filter(({ path }) => test(path)).toSorted((a, b) => a.began - b.began);
}

/** No stretch of time holds more attempts than the bucket allows. Times are rounded to 10 ms. */
export function judgeLimit(name: string, attempts: readonly Attempt[], { perSecond, burst }: Limit): void {
  for (const [from, first] of attempts.entries()) {
    for (let to = from + 1; to < attempts.length; to += 1) {
      const stretch = (attempts[to]?.began ?? 0) - first.began;
      const number = to - from + 1;
      judge(number <= burst + (perSecond * (stretch + 20)) / 1000 + 1e-6, {
        did: `The limit of ${name} is ${perSecond} a second, with a burst of ${burst}. ${count(number, 'attempt')} began within ${seconds(stretch)}, from ${seconds(first.began)} on.`,
        expected: `In ${seconds(stretch)}, at most ${Math.floor(burst + (perSecond * stretch) / 1000)} begin.`,
        help: 'Every attempt takes a token at the moment it begins. A token that is taken earlier and kept lets attempts pile up and then begin all at once.',
        lesson: 'rate-limiting',
      });
    }
  }
}

/** So many attempts began no later than the bucket allows. */
export function judgeSpeed(name: string, attempts: readonly Attempt[], { perSecond, burst }: Limit, slack = 50): void {
  for (const [index, { began }] of attempts.entries()) {
    const due = Math.max(0, ((index + 1 - burst) * 1000) / perSecond);
    judge(began <= due + slack, {
      did: `The limit of ${name} is ${perSecond} a second, with a burst of ${burst}, and there were places enough. Attempt ${index + 1} began after ${seconds(began)}.`,
      expected: `It can begin after ${seconds(Math.round(due))}.`,
      help: 'The bucket is full at first. Later, a request waits exactly until its token is there.',
      lesson: 'rate-limiting',
    });
  }
}

/** How many attempts were under way at the same time, and when. */
export function mostTogether(attempts: readonly Attempt[]): { readonly most: number; readonly at: number } {
  let [most, at] = [0, 0];
  for (const { began } of attempts) {
    // What ends at the moment at which another begins may have made room for it.
    const number = attempts.filter((other) => other.began <= began && other.ended > began).length;
    if (number > most) [most, at] = [number, began];
  }
  return { most, at };
}

export function outcomeOf(history: History, path: string): Outcome | undefined {
  return history.outcomes.find((outcome) => outcome.path === path);
}

export function judgeOutcome(history: History, path: string, expected: string, why: string): Outcome {
  const outcome = outcomeOf(history, path);
  judge(outcome?.result === expected, {
    did: `${why} The request ${path} ended with: ${outcome?.result ?? 'nothing'}.`,
    expected: `It ends with: ${expected}.`,
    help: expected.startsWith('context') ? 'Look at the caller\'s context wherever you wait, and before each attempt. When it has ended, its error is the result.' : 'Follow one request through all its attempts. Which answers end it, and how?',
    lesson: expected.startsWith('context') ? 'context' : 'rate-limiting',
  });
  return outcome;
}

export function judgeNothingLeft(history: History): void {
  judge(history.goroutines === 0, {
    did: `A minute after the last request had ended, ${count(history.goroutines, 'goroutine')} of the client ${history.goroutines === 1 ? 'was' : 'were'} still there.`,
    expected: 'A client at rest has no goroutine.',
    help: 'A bucket needs no goroutine that refills it: when somebody asks, count the tokens that time has brought since the last time.',
    lesson: 'rate-limiting',
  });
}
