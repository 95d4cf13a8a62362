import type { TraceEvent } from '../explore/report.ts';

/** One event that brought another about: a message from sender to receiver, a lock from one holder to the next, … */
export interface Flow {
  readonly name: string;
  /** Places in the trace. */
  readonly from: number;
  readonly to: number;
}

/** What led to what, as far as the trace shows it. */
export function flowsOf(trace: readonly TraceEvent[]): readonly Flow[] {
  return [...startFlows(trace), ...messageFlows(trace), ...lockFlows(trace), ...closeFlows(trace), ...wakeFlows(trace)].toSorted((a, b) => a.from - b.from || a.to - b.to);
}

function startFlows(trace: readonly TraceEvent[]): Flow[] {
  return trace.flatMap(({ creates }, from) => {
    const to = creates === undefined ? -1 : trace.findIndex(({ goroutine, kind }, index) => index > from && goroutine === creates && kind === 'starts');
    return to < 0 ? [] : [{ name: 'go', from, to }];
  });
}

/** Values leave a channel in the order in which they were sent. */
function messageFlows(trace: readonly TraceEvent[]): Flow[] {
  const sent = new Map<number, number[]>();
  const flows: Flow[] = [];
  for (const [index, event] of trace.entries()) {
    const [channel] = event.on ?? [];
    if (channel === undefined) continue;
    const queue = sent.get(channel) ?? [];
    sent.set(channel, queue);
    if (isSend(event)) queue.push(index);
    else if (isReceive(event)) {
      const from = queue.shift();
      if (from !== undefined) flows.push({ name: 'message', from, to: index });
    }
  }
  return flows;
}

/** A send counts once: when it is made, or when it begins to wait. A select that waits sends nothing yet. */
function isSend({ operation, kind, call = '', result }: TraceEvent): boolean {
  if (operation === 'chan send') return kind === 'does' || kind === 'waits';
  if (operation === 'select') return (kind === 'does' || kind === 'goes on') && result !== undefined && !result.includes(': ') && result !== 'default';
  return operation === 'sends' && call !== '';
}

function isReceive({ operation, kind, result }: TraceEvent): boolean {
  if (kind !== 'does' && kind !== 'goes on') return false;
  if (operation === 'chan receive') return result !== undefined && result !== 'closed';
  if (operation === 'select') return result !== undefined && result.includes(': ') && !result.endsWith(': closed');
  return operation === 'receives';
}

/** A lock goes from the one who gave it back to the next one who takes it, whether he had to wait for it or not. */
function lockFlows(trace: readonly TraceEvent[]): Flow[] {
  const given = new Map<number, number>();
  return trace.flatMap((event, to) => {
    const [lock] = event.on ?? [];
    if (lock === undefined) return [];
    if (event.operation === 'unlocks' || event.operation === 'read-unlocks') given.set(lock, to);
    const from = given.get(lock);
    const isTaken = (event.kind === 'does' || event.kind === 'goes on') && (event.operation?.endsWith('Lock') === true || event.operation === 'locks' || event.operation === 'read-locks');
    return isTaken && from !== undefined && trace[from]?.goroutine !== event.goroutine ? [{ name: 'unlock', from, to }] : [];
  });
}

/** Everybody who finds a channel closed owes that to the one who closed it. */
function closeFlows(trace: readonly TraceEvent[]): Flow[] {
  const closed = new Map<number, number>();
  return trace.flatMap((event, to) => {
    const [channel] = event.on ?? [];
    if (channel === undefined) return [];
    if (event.operation === 'closes') closed.set(channel, to);
    const from = closed.get(channel);
    const isFound = event.result === 'closed' || event.result?.endsWith(': closed') === true;
    return isFound && from !== undefined ? [{ name: 'close', from, to }] : [];
  });
}

/** Told of elsewhere, or, being about values, by the messages. */
const elsewhere: ReadonlySet<string> = new Set(['chan send', 'chan receive', 'select', 'sends', 'receives', 'unlocks', 'read-unlocks', 'closes']);

/** Everything else that lets somebody go on: the last `done`, a signal. */
function wakeFlows(trace: readonly TraceEvent[]): Flow[] {
  return trace.flatMap(({ wakes = [], operation = 'wakes' }, from) => {
    if (elsewhere.has(operation)) return [];
    return wakes.flatMap((id) => {
      const to = trace.findIndex(({ goroutine, kind }, index) => index > from && goroutine === id && kind === 'goes on');
      return to < 0 ? [] : [{ name: operation, from, to }];
    });
  });
}
