/** What can be read off the events, whatever the design of the counter. */
import type { Event } from './log.ts';
import type { Script, Step } from './scenarios.ts';

/** One call: what was asked, what came back, and where among the events both stand. */
export interface Call {
  readonly step: Step;
  readonly asked: number;
  readonly answered: number;
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly value: number | readonly number[] | undefined;
  readonly threw?: string;
}

export function calls(events: readonly Event[], { steps }: Script): Call[] {
  const all = [...steps, { id: -1, at: 0, do: 'close' }, { id: -2, at: 0, do: 'read' }] satisfies Step[];
  return all.flatMap((step) => {
    const asked = events.findIndex((event) => event.what === 'ask' && event.id === step.id);
    const answered = events.findIndex((event) => event.what === 'answer' && event.id === step.id);
    const [ask, answer] = [events[asked], events[answered]];
    if (ask?.what !== 'ask' || answer?.what !== 'answer') return [];
    return [{ step, asked, answered, askedAt: ask.at, answeredAt: answer.at, value: answer.value, ...(answer.threw === undefined ? {} : { threw: answer.threw }) }];
  });
}

/** The change a call made, and the count it saw; a call that threw did nothing. */
interface Effect { readonly asked: number; readonly answered: number; readonly delta: number; readonly saw?: number }

/**
 * Whether there is an order of all calls, one after the other, that fits what they saw, in which no call comes before one that had been answered
 * when it was asked.
 */
export function isOneAfterTheOther(all: readonly Call[]): boolean {
  const effects = all.flatMap((call): Effect[] => {
    if (call.threw !== undefined) return [];
    const { asked, answered } = call;
    if (call.step.do === 'add') return [{ asked, answered, delta: call.step.delta }];
    return [{ asked, answered, delta: 0, saw: sum(call.value) }];
  });
  const seen = new Set<string>();
  const search = (left: readonly Effect[], count: number): boolean => {
    if (left.length === 0) return true;
    const key = left.map(({ asked }) => asked).join();
    if (seen.has(key)) return false;
    seen.add(key);
    const earliest = Math.min(...left.map(({ answered }) => answered));
    return left.some((next) => next.asked < earliest && (next.saw === undefined || next.saw === count) && search(left.filter((one) => one !== next), count + next.delta));
  };
  return search(effects, 0);
}

export function sum(value: number | readonly number[] | undefined): number {
  return typeof value === 'number' ? value : (value ?? []).reduce((total, number) => total + number, 0);
}

/** What was written down: by which counter goroutine, from when to when. */
export interface Entry { readonly counter: number; readonly delta: number; readonly from: number; readonly to: number; readonly fromAt: number; readonly toAt: number }

export function entries(events: readonly Event[]): Entry[] {
  return events.flatMap((event, from): Entry[] => {
    if (event.what !== 'journal') return [];
    const length = events.slice(from).findIndex((other) => other.what === 'journal over' && other.counter === event.counter && other.delta === event.delta);
    const to = length < 0 ? Infinity : from + length;
    return [{ counter: event.counter, delta: event.delta, from, to, fromAt: event.at, toAt: events[to]?.at ?? Infinity }];
  });
}

/** Some time in which a change waited although a counter goroutine was free. */
export function idle(events: readonly Event[], script: Script): { readonly from: number; readonly to: number; readonly waiting: number; readonly busy: number } | undefined {
  const adds = new Map(script.steps.flatMap((step) => (step.do === 'add' ? [[step.id, step.delta]] : [])));
  const deltas = new Map(script.steps.flatMap((step) => (step.do === 'add' ? [[step.delta, step.id]] : [])));
  const waiting = new Set<number>();
  let busy = 0;
  for (const [index, event] of events.entries()) {
    if (event.what === 'ask' && adds.has(event.id)) waiting.add(event.id);
    if (event.what === 'answer') waiting.delete(event.id);
    if (event.what === 'journal') {
      waiting.delete(deltas.get(event.delta) ?? 0);
      busy += 1;
    }
    if (event.what === 'journal over') busy -= 1;
    const next = events[index + 1];
    if (next !== undefined && next.at > event.at + 20 && waiting.size > 0 && busy < script.counters) return { from: event.at, to: next.at, waiting: waiting.size, busy };
  }
  return undefined;
}
