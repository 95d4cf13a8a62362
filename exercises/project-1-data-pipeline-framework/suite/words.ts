import { judge, random } from 'concurrency-tutor/suite';
import type { Checkpoint } from '../starter/parts.ts';
import type { Event, MadeStage, Script } from './script.ts';

/** Positions with gaps, from 1 on. */
export function positions(count: number, after = 0): number[] {
  const all: number[] = [];
  for (let position = after; all.length < count; ) {
    position += random.integer(1, 3);
    all.push(position);
  }
  return all;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 200 ? `${text.slice(0, 200)} …` : text;
}

export function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The values that an item comes to in the end. */
export function valuesFor(position: number, stages: readonly Pick<MadeStage, 'name' | 'makes'>[]): string[] {
  let values = [String(position)];
  for (const { name, makes = {} } of stages) {
    const number = makes[position] ?? 1;
    values = values.flatMap((value) => (number === 1 ? [`${value}${name}`] : Array.from({ length: number }, (_, index) => `${value}${name}${index + 1}`)));
  }
  return values;
}

export function positionOf(value: string): number {
  return Number.parseInt(value, 10);
}

export function isDone({ upTo, beyond }: Checkpoint, position: number): boolean {
  return position <= upTo || beyond.includes(position);
}

export function written(events: readonly Event[]): string[] {
  return events.flatMap((event) => (event.what === 'write ended' ? event.values : []));
}

export function lastCheckpoint(events: readonly Event[]): Checkpoint | undefined {
  const last = events.findLast((event) => event.what === 'write ended');
  return last?.what === 'write ended' ? last.checkpoint : undefined;
}

export function ranAt(events: readonly Event[]): Event & { readonly what: 'ran' } {
  const ran = events.find((event) => event.what === 'ran');
  if (ran?.what !== 'ran') throw new Error('the scenario did not end');
  return ran;
}

export function judgeThrew(events: readonly Event[], expected: string, when: string, help: string): void {
  const { threw } = ranAt(events);
  judge(threw === expected, { did: `${when} \`run\` ${threw === 'nothing' ? 'returned as if all were well' : `threw ${threw}`}.`, expected: expected === 'nothing' ? '`run` returns.' : `\`run\` throws ${expected}.`, help, lesson: 'context' });
}

/** The sink was opened first and closed last, once; the source was closed; nothing happens after `run`. */
export function judgeClosed(events: readonly Event[], when: string): void {
  const order = events.findIndex(({ what }) => what === 'ran');
  const closes = events.filter(({ what }) => what === 'sink closed').length;
  judge(closes === 1, { did: `${when} \`close\` of the sink was called ${closes === 0 ? 'never' : `${closes} times`}.`, expected: 'The sink is closed once, however the run ends.', help: 'Use `try` and `finally` around everything that happens after `open`.', lesson: 'pipelines' });
  const closed = events.findIndex(({ what }) => what === 'sink closed');
  const after = events.find(({ what }, index) => index > closed && ['write began', 'write ended', 'began', 'handled', 'took', 'buried'].includes(what));
  judge(after === undefined, { did: `${when} The sink was closed at ${seconds(events[closed]?.at ?? 0)}. After that, ${happened(after)}.`, expected: 'The sink is closed when everything else has ended.', help: 'Wait for all goroutines first, then close.', lesson: 'wait-groups' });
  judge(closed < order, { did: `${when} \`run\` came back at ${seconds(events[order]?.at ?? 0)}; the sink was closed after that.`, expected: 'The sink is closed by then.', help: 'Await `close` before `run` returns.' });
  const opened = events.findIndex(({ what }) => what === 'read from');
  const left = events.findIndex(({ what }) => what === 'source closed');
  judge(opened < 0 || (left >= 0 && left < order), { did: `${when} \`run\` came back at ${seconds(events[order]?.at ?? 0)} and had not closed the source.`, expected: 'The source is closed by then.', help: 'Leave the `for await` loop, which closes it. Whoever calls `next` himself has to call `return`.', lesson: 'generators' });
}

export function happened(event: Event | undefined): string {
  switch (event?.what) {
    case undefined: return 'nothing happened';
    case 'began': return `${event.stage} began with item ${event.position}`;
    case 'handled': return `${event.stage} was still busy with item ${event.position}`;
    case 'took': return `item ${event.position} was taken from the source`;
    case 'buried': return `item ${event.position} went to \`deadLetter\``;
    case 'write began':
    case 'write ended': return `${count(event.values.length, 'value')} went to the sink`;
    default: return event?.what ?? '';
  }
}

/** Every value of every item, once, and nothing else. */
export function judgeAllWritten(events: readonly Event[], script: Script, items: readonly number[], when: string): void {
  const expected = items.flatMap((position) => valuesFor(position, script.stages));
  const found = new Map<string, number>();
  for (const value of written(events)) found.set(value, (found.get(value) ?? 0) + 1);
  const missing = expected.find((value) => !found.has(value));
  judge(missing === undefined, { did: `${when} ${count(items.length, 'item')} should have come to the sink. \`${missing ?? ''}\` never did.`, expected: 'Everything that is read is written.', help: 'Follow one item from the source to the sink. Where does it get lost? Look at the last items, too.', lesson: 'pipelines' });
  const doubled = [...found].find(([, times]) => times > 1);
  judge(doubled === undefined, { did: `${when} \`${doubled?.[0] ?? ''}\` was written ${doubled?.[1] ?? 0} times.`, expected: 'Everything is written once.', help: 'Look at what happens to a batch after it has been written.', lesson: 'pipelines' });
  const strange = [...found.keys()].find((value) => !expected.includes(value));
  judge(strange === undefined, { did: `${when} \`${strange ?? ''}\` was written.`, expected: `Only what the stages make of the items, such as \`${expected[0] ?? ''}\`.`, help: 'Each stage is called with each value that the one before gave, in the order of the stages.', lesson: 'pipelines' });
}

/** The most that went on at the same time. */
export function mostTogether(events: readonly Event[], begins: (event: Event) => boolean, ends: (event: Event) => boolean): number {
  let [now, most] = [0, 0];
  for (const event of events) {
    if (begins(event)) now += 1;
    if (ends(event)) now -= 1;
    most = Math.max(most, now);
  }
  return most;
}
