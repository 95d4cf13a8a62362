/** Making the inputs of the scenarios, and looking things up in the events. */
import { judge, random } from 'concurrency-tutor/suite';
import type { Event } from './log.ts';
import type { Call, PlainOutcome, PlainSettings, Reply } from './scenarios.ts';

/** Settings that limit nothing. */
export function settings(details: Partial<PlainSettings> = {}): PlainSettings {
  return { concurrency: 100, rate: 1000, burst: 100, retries: 3, firstWait: 1000, longestWait: 60_000, timeout: 10_000, ...details };
}

const words = ['anchor', 'beacon', 'candle', 'dragon', 'ember', 'falcon', 'garnet', 'hazel', 'indigo', 'jasper', 'kestrel', 'lantern', 'meadow', 'nectar', 'orchid', 'pebble', 'quartz', 'raven', 'saffron', 'thistle'];

/** So many GET calls at a moment, each for a path of its own. */
export function gets(count: number, at = 0, details: Partial<Call> = {}): Call[] {
  return random.shuffle(words).slice(0, count).map((word) => ({ name: `${word}-${at}`, at, method: 'GET', path: `/${word}-${at}`, ...details }));
}

export function get(name: string, details: Partial<Call> = {}): Call {
  return { name, at: 0, method: 'GET', path: `/${name}`, ...details };
}

export function post(name: string, body: unknown, details: Partial<Call> = {}): Call {
  return { name, at: 0, method: 'POST', path: `/${name}`, body, ...details };
}

export function takes(milliseconds: number): Reply {
  return { takes: milliseconds, gives: 'an answer' };
}

export function refuses(status: number, details: Partial<Reply> = {}): Reply {
  return { takes: 10, gives: 'an answer', status, body: `no ${status}`, ...details };
}

export function each(calls: readonly Call[], replies: readonly Reply[]): Record<string, readonly Reply[]> {
  return Object.fromEntries(calls.map(({ path }) => [path, replies]));
}

export type Attempt = Extract<Event, { readonly what: 'attempt' }>;

export function attempts(events: readonly Event[], path?: string): Attempt[] {
  return events.flatMap((event) => (event.what === 'attempt' && (path === undefined || event.path === path) ? [event] : []));
}

/** When the n-th attempt with a path was over. */
export function overAt(events: readonly Event[], path: string, number: number): number {
  return events.find((event) => event.what === 'attempt over' && event.path === path && event.number === number)?.at ?? Infinity;
}

export function outcome(events: readonly Event[], name: string): { readonly at: number; readonly outcome: PlainOutcome } {
  const found = events.find((event) => event.what === 'outcome' && event.name === name);
  return found?.what === 'outcome' ? found : { at: Infinity, outcome: { kind: 'threw', error: 'nothing' } };
}

export function inWords(result: PlainOutcome): string {
  switch (result.kind) {
    case 'value': return `gave ${JSON.stringify(result.value)}`;
    case 'failed': return `failed with the reason “${result.reason}”`;
    case 'threw': return `threw ${result.error}`;
  }
}

/** Every one of these calls gave the answer of the server. */
export function judgeAnswered(events: readonly Event[], calls: readonly Call[]): void {
  for (const { name, method, path } of calls) {
    const { outcome: result } = outcome(events, name);
    judge(result.kind === 'value' && JSON.stringify(result.value) === JSON.stringify({ path }), {
      did: `The server answered ${method} ${path} with {"path":"${path}"}. The call ${inWords(result)}.`,
      expected: 'The call gives the answer, parsed as JSON.',
      help: 'Follow this one request from the call to the transport and back.',
      lesson: 'context',
    });
  }
}

/** The largest number of attempts that were going on at the same time. */
export function mostAtOnce(events: readonly Event[]): number {
  let now = 0;
  let most = 0;
  for (const { what } of events) {
    if (what === 'attempt') most = Math.max(most, ++now);
    if (what === 'attempt over') now -= 1;
  }
  return most;
}

/** A stretch of time in which more attempts began than a full bucket and what comes into it meanwhile allow. */
export function tooMany(times: readonly number[], { rate, burst }: Pick<PlainSettings, 'rate' | 'burst'>): { readonly count: number; readonly from: number; readonly to: number } | undefined {
  for (const [first, from] of times.entries()) {
    for (let last = first; last < times.length; last += 1) {
      const to = times[last] ?? from;
      // Moments are rounded: half a token is no crime.
      if (last - first + 1 > burst + ((to - from) / 1000) * rate + 0.5) return { count: last - first + 1, from, to };
    }
  }
  return undefined;
}

export function judgeTokens(events: readonly Event[], limits: PlainSettings, when: string, help: string): void {
  const over = tooMany(attempts(events).map(({ at }) => at), limits);
  judge(over === undefined, {
    did: `${when} ${over?.count} attempts began between ${seconds(over?.from ?? 0)} and ${seconds(over?.to ?? 0)}.`,
    expected: `With a bucket of ${limits.burst} and ${limits.rate} tokens a second, at most ${Math.floor(limits.burst + (((over?.to ?? 0) - (over?.from ?? 0)) / 1000) * limits.rate)}.`,
    help,
    lesson: 'rate-limiting',
  });
}

export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
