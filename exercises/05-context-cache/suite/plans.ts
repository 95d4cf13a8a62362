/** Making the inputs of the scenarios, and looking things up in the events. */
import { judge, random } from 'concurrency-tutor/suite';
import type { Event } from './log.ts';
import type { CallPlan, PlainSettings, Script, Step } from './scenarios.ts';

type WithoutId<S> = S extends Step ? Omit<S, 'id'> : never;
export type Todo = WithoutId<Step>;

export function settings(details: Partial<PlainSettings> = {}): PlainSettings {
  return { capacity: 100, policy: 'lru', concurrency: 10, sweepEvery: 10_000, ...details };
}

export interface Details {
  readonly settings?: Partial<PlainSettings>;
  readonly loads?: Readonly<Record<string, readonly CallPlan[]>>;
  readonly saves?: Readonly<Record<string, readonly CallPlan[]>>;
  readonly until?: number;
}

export function script(todo: readonly Todo[], details: Details = {}): Script {
  const sorted = [...todo].sort((a, b) => a.at - b.at);
  return {
    settings: settings(details.settings), loads: details.loads ?? {}, saves: details.saves ?? {},
    steps: sorted.map((one, index) => ({ ...one, id: index + 1 }) as Step),
    until: details.until ?? 0,
  };
}

const names = ['almond', 'basil', 'clove', 'dill', 'elder', 'fennel', 'ginger', 'hyssop', 'iris', 'juniper', 'kale', 'lemon'];

/** Keys, in a random order. */
export function keys(count: number): string[] {
  return random.shuffle(names).slice(0, count);
}

export function gives(value: string, takes = 100, ttl?: number): CallPlan {
  return { takes, value, ...(ttl === undefined ? {} : { ttl }) };
}

/** One call, and what came back. */
export interface Call { readonly step: Step; readonly asked: number; readonly answered: number; readonly at: number; readonly value: unknown; readonly threw?: string }

export function calls(events: readonly Event[], { steps }: Script): Call[] {
  // What comes back only because the cache is closed in the end has never come back.
  const end = events.findIndex((event) => event.what === 'ask' && event.id === -1);
  return [...steps, { id: -1, at: 0, do: 'close' } as const].map((step) => {
    const asked = events.findIndex((event) => event.what === 'ask' && event.id === step.id);
    const answered = events.findIndex((event) => event.what === 'answer' && event.id === step.id);
    const answer = events[answered];
    if (answer?.what !== 'answer' || (step.id > 0 && answered > end)) return { step, asked, answered: Infinity, at: Infinity, value: undefined, threw: 'nothing' };
    return { step, asked, answered, at: answer.at, value: answer.value, ...(answer.threw === undefined ? {} : { threw: answer.threw }) };
  });
}

/** The call that was made at a moment. */
export function callAt(events: readonly Event[], plan: Script, at: number, what?: Step['do']): Call {
  const found = calls(events, plan).find(({ step }) => step.at === at && step.id > 0 && (what === undefined || step.do === what));
  if (found === undefined) throw new Error(`no call at ${at}`);
  return found;
}

/** What came back, in words. */
export function inWords({ value, threw }: Pick<Call, 'value' | 'threw'>): string {
  if (threw === 'nothing') return 'never came back';
  if (threw !== undefined) return `threw ${threw}`;
  return value === undefined ? 'gave undefined' : `gave ${typeof value === 'string' ? `“${value}”` : JSON.stringify(value)}`;
}

/** How a call was made, in words. */
export function asked({ step }: Call): string {
  switch (step.do) {
    case 'get': case 'forget': return `\`${step.do}\` of “${step.key}” at ${seconds(step.at)}`;
    case 'set': return `\`set\` of “${step.key}” to “${step.value}”${step.ttl === undefined ? '' : ` for ${seconds(step.ttl)}`} at ${seconds(step.at)}`;
    case 'getInTurn': return `\`get\` of ${step.keys.join(' and then of ')} at ${seconds(step.at)}`;
    case 'getMany': return `\`getMany\` of ${step.keys.join(', ')} at ${seconds(step.at)}`;
    case 'setMany': return `\`setMany\` of ${step.entries.map(({ key }) => key).join(', ')} at ${seconds(step.at)}`;
    case 'size': case 'close': return `\`${step.do}\` at ${seconds(step.at)}`;
  }
}

export interface Expected { readonly value?: unknown; readonly threw?: string; readonly help: string; readonly lesson?: string; readonly because?: string }

/** A call gave what it should. */
export function judgeCall(call: Call, { value, threw, help, lesson, because = '' }: Expected): void {
  judge(call.threw === threw && (threw !== undefined || JSON.stringify(call.value) === JSON.stringify(value)), {
    did: `${because}${because === '' ? '' : ' '}${asked(call)} ${inWords(call)}.`,
    expected: `It ${threw === undefined ? inWords({ value }).replace('gave', 'gives') : `throws ${threw}`}.`,
    help, ...(lesson === undefined ? {} : { lesson }),
  });
}

export function loadsOf(events: readonly Event[], key: string): Event[] {
  return events.filter((event) => event.what === 'load' && event.key === key);
}

export function removals(events: readonly Event[]): Extract<Event, { readonly what: 'removed' }>[] {
  return events.flatMap((event) => (event.what === 'removed' ? [event] : []));
}

export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
