import { go, run, threads } from './built.ts';
import { describe, expect, test } from 'vitest';
import { type History, objection, type Span } from './history.ts';
import { ENTRY, type Manner, type Recording } from './modules/recorder.ts';

const actors = threads.module<typeof import('./modules/recorder.ts')>(new URL('./modules/recorder.ts', import.meta.url));
/** Operations of a history, sends and receives. */
const OPERATIONS = process.env['FULL'] ? 1_000_000 : 6_000;

interface Cast {
  readonly capacity: number;
  readonly senders: readonly Manner[];
  readonly receivers: readonly Manner[];
}

function spans(logs: readonly Int32Array[]): Span[] {
  const all: Span[] = [];
  for (const log of logs) {
    for (let at = 0; at < log.length && log[at] !== 0; at += ENTRY) all.push({ value: log[at] as number, began: log[at + 1] as number, ended: log[at + 2] as number });
  }
  return all;
}

async function record({ capacity, senders, receivers }: Cast): Promise<History> {
  const perSender = Math.floor(OPERATIONS / 2 / senders.length);
  const total = perSender * senders.length;
  const newLog = (count: number): Int32Array => new Int32Array(new SharedArrayBuffer(count * ENTRY * 4));
  // One that never blocks takes a fixed part, and the others what is left.
  const share = (manner: Manner): number => (manner === 'try' ? Math.floor(total / receivers.length) : total);
  const sendLogs = senders.map(() => newLog(perSender));
  const receiveLogs = receivers.map((manner) => newLog(share(manner)));
  await run(async () => {
    const [ch, clock] = [threads.chan<number>(capacity), new threads.Int32()];
    const [sending, receiving] = [new threads.WaitGroup(), new threads.WaitGroup()];
    const recording = (log: Int32Array, count: number): Recording => ({ clock, log, count });
    for (const [index, manner] of senders.entries()) sending.go(actors, 'sender', ch, recording(sendLogs[index] as Int32Array, perSender), 1 + index * perSender, manner);
    for (const [index, manner] of receivers.entries()) receiving.go(actors, 'receiver', ch, recording(receiveLogs[index] as Int32Array, share(manner)), manner);
    go(async () => {
      await sending.wait();
      ch.close();
    });
    await receiving.wait();
  });
  return { capacity, sends: spans(sendLogs), receives: spans(receiveLogs) };
}

describe('what threads do with a channel can be put into one order', () => {
  const casts: readonly Cast[] = [
    { capacity: 0, senders: ['sync', 'async'], receivers: ['async', 'sync'] },
    { capacity: 4, senders: ['sync', 'try'], receivers: ['async', 'try'] },
    { capacity: 64, senders: ['sync', 'sync', 'async', 'try'], receivers: ['sync', 'async', 'sync', 'async'] },
  ];
  for (const cast of casts) {
    test(`capacity ${cast.capacity}: ${cast.senders.join(', ')} → ${cast.receivers.join(', ')}`, { timeout: 600_000 }, async () => {
      const history = await record(cast);
      expect(history.receives).toHaveLength(history.sends.length);
      expect(objection(history)).toBeUndefined();
      if (process.env['FULL']) console.log(`${history.sends.length + history.receives.length} operations of ${cast.senders.length + cast.receivers.length} threads`);
    });
  }
});

describe('a history is refused', () => {
  const span = (value: number, began: number, ended: number): Span => ({ value, began, ended });
  const refused: readonly (readonly [why: string, history: History])[] = [
    ['7 was received, and nobody sent it', { capacity: 1, sends: [], receives: [span(7, 1, 2)] }],
    ['1 was received before it was sent', { capacity: 1, sends: [span(1, 3, 4)], receives: [span(1, 1, 2)] }],
    ['1 was received twice', { capacity: 1, sends: [span(1, 1, 2)], receives: [span(1, 3, 4), span(1, 5, 6)] }],
    ['2 overtook 1', { capacity: 2, sends: [span(1, 1, 2), span(2, 3, 4)], receives: [span(2, 5, 6), span(1, 7, 8)] }],
    ['2 overtook 1', { capacity: 2, sends: [span(1, 1, 2), span(2, 3, 4)], receives: [span(2, 5, 6)] }],
    ['at 4 there were 2 values in a channel of 1', { capacity: 1, sends: [span(1, 1, 2), span(2, 3, 4)], receives: [span(1, 5, 6), span(2, 7, 8)] }],
  ];
  for (const [why, history] of refused) test(why, () => { expect(objection(history)).toBe(why); });
});
