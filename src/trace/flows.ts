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
  return [...startFlows(trace), ...messageFlows(trace), ...wakeFlows(trace)].toSorted((a, b) => a.from - b.from || a.to - b.to);
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

/** Everything else that lets somebody go on: an unlock, a close, the last `done`. */
function wakeFlows(trace: readonly TraceEvent[]): Flow[] {
  return trace.flatMap(({ wakes = [], operation = 'wakes' }, from) => {
    if (operation === 'chan send' || operation === 'chan receive' || operation === 'select' || operation === 'sends' || operation === 'receives') return [];
    return wakes.flatMap((id) => {
      const to = trace.findIndex(({ goroutine, kind }, index) => index > from && goroutine === id && kind === 'goes on');
      return to < 0 ? [] : [{ name: operation, from, to }];
    });
  });
}
