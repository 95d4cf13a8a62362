import { describe, expect, test } from 'vitest';
import { chromeTrace, type ChromeEvent } from '../../src/trace/index.ts';
import { findingOf, poolSource } from './sample-finding.ts';

const handOver = `import { chan, go, run, sync } from 'concurrency-tutor';
await run(async () => {
  const jobs = chan<number>(1);
  const done = chan<void>();
  const mu = new sync.Mutex();
  await mu.lock();
  go(async function worker() { await jobs.receive(); await mu.lock(); mu.unlock(); done.close(); });
  await jobs.send(7);
  mu.unlock();
  await done.receive();
  await jobs.receive();
});
`;

/** What is wrong with a trace, by the rules of the Trace Event Format, as Perfetto reads it. */
function faultsOf(events: readonly ChromeEvent[]): string[] {
  const slices = events.filter((event) => event.ph === 'X');
  const named = new Set(events.flatMap((event) => (event.ph === 'M' && event.name === 'thread_name' ? [event.tid] : [])));
  const faults = events.flatMap((event) => [
    ...(Number.isInteger(event.pid) && Number.isInteger(event.tid) && event.tid >= 0 ? [] : [`no place: ${JSON.stringify(event)}`]),
    ...(event.ph === 'M' || Number.isFinite(event.ts) ? [] : [`no time: ${JSON.stringify(event)}`]),
    ...(event.ph === 'M' || named.has(event.tid) ? [] : [`a thread without a name: ${event.tid}`]),
    ...(event.ph === 'X' && !(event.dur > 0) ? [`a slice without a length: ${JSON.stringify(event)}`] : []),
  ]);
  for (const [tid, lane] of Map.groupBy(slices, (slice) => slice.tid)) {
    const sorted = lane.toSorted((a, b) => a.ts - b.ts);
    for (const [index, slice] of sorted.entries()) if (index > 0 && sorted[index - 1]!.ts + sorted[index - 1]!.dur > slice.ts) faults.push(`slices overlap in lane ${tid} at ${slice.ts}`);
  }
  const arrows = events.filter((event) => event.ph === 's' || event.ph === 'f');
  for (const [id, ends] of Map.groupBy(arrows, (arrow) => arrow.id)) {
    const [start, end] = [ends.find(({ ph }) => ph === 's'), ends.find(({ ph }) => ph === 'f')];
    if (ends.length !== 2 || !start || !end || start.ts > end.ts || start.name !== end.name || start.cat !== end.cat) faults.push(`arrow ${id} is no arrow`);
    // An arrow is drawn between the slices that enclose its ends.
    for (const one of ends) if (!slices.some(({ tid, ts, dur }) => tid === one.tid && ts <= one.ts && one.ts <= ts + dur)) faults.push(`arrow ${id} hangs in the air at ${one.ts}`);
  }
  return faults;
}

const [pool, hands] = [await findingOf(poolSource), await findingOf(handOver)];

describe('a Chrome trace', () => {
  test.each([['a pool', pool], ['a lock that changes hands', hands]])('of %s keeps the rules of the format', (_name, { finding }) => {
    const trace = JSON.parse(JSON.stringify(chromeTrace(finding))) as ReturnType<typeof chromeTrace>;
    expect(faultsOf(trace.traceEvents)).toEqual([]);
    expect(trace.traceEvents.length).toBeGreaterThan(20);
  });

  test('one that breaks them is seen', () => {
    const { traceEvents } = chromeTrace(pool.finding);
    const last = traceEvents.findLast((event) => event.ph === 'X')!;
    expect(faultsOf([...traceEvents, last])).toEqual([expect.stringContaining('slices overlap')]);
    expect(faultsOf(traceEvents.filter((event, index) => event.ph !== 'f' || index < traceEvents.length - 1))).toEqual([expect.stringContaining('is no arrow')]);
    expect(faultsOf(traceEvents.filter((event) => event.ph !== 'M' || event.tid !== last.tid))).not.toEqual([]);
  });

  test('each goroutine is a lane with its name', () => {
    const names = chromeTrace(pool.finding).traceEvents.flatMap((event) => (event.ph === 'M' && event.name === 'thread_name' ? [event.args['name']] : []));
    expect(names).toEqual(['main', '2 worker', '3 worker']);
  });

  test('a goroutine that waits is a slice with Go\'s word for it', () => {
    const waits = chromeTrace(pool.finding).traceEvents.flatMap((event) => (event.ph === 'X' && event.cat === 'waits' ? [event.name] : []));
    expect(new Set(waits)).toEqual(new Set(['chan send', 'sleep', 'chan receive']));
  });

  test('arrows lead from the start to the started, from sender to receiver, from unlock to lock, from close to receiver', () => {
    const { traceEvents } = chromeTrace(hands.finding);
    const names = traceEvents.flatMap((event) => (event.ph === 's' ? [event.name] : []));
    expect(names).toEqual(expect.arrayContaining(['go', 'message', 'unlock', 'close']));
  });

  test('it says what its time axis counts, and keeps the virtual time beside it', () => {
    const { otherData, traceEvents } = chromeTrace(pool.finding);
    expect(otherData['clock']).toContain('One event of the schedule is 10 µs wide');
    const times = traceEvents.flatMap((event) => (event.ph === 'X' && 'virtual time (ms)' in event.args ? [event.args['virtual time (ms)'] as number] : []));
    expect(Math.max(...times)).toBeGreaterThanOrEqual(5);
  });
});
