// module
import type { Entry, Outcome, Trouble } from './log-line.ts';

const firstError = 400;
const slowFrom = 500;

/** Counts entries. Only one stage has it, so it needs no lock. */
export class Statistics {
  entries = 0;
  requests = 0;
  errors = 0;
  slow = 0;
  readonly perStatus = new Map<string, number>();
  readonly perPath = new Map<string, number>();
  readonly perIp = new Map<string, number>();
  readonly latency = { count: 0, sum: 0, min: Infinity, max: 0 };
  readonly troubles: Trouble[] = [];

  add(outcome: Outcome<Entry>): void {
    if (!outcome.ok) {
      this.troubles.push(outcome.trouble);
      return;
    }
    const { status, path, ip, latency } = outcome.value;
    this.entries++;
    if (latency !== undefined) this.#addLatency(latency);
    if (status === undefined) return; // a line, but not of a request
    this.requests++;
    if (status >= firstError) this.errors++;
    increment(this.perStatus, String(status));
    if (path !== undefined) increment(this.perPath, path);
    if (ip !== undefined) increment(this.perIp, ip);
  }

  #addLatency(ms: number): void {
    const { latency } = this;
    latency.count++;
    latency.sum += ms;
    latency.min = Math.min(latency.min, ms);
    latency.max = Math.max(latency.max, ms);
    if (ms > slowFrom) this.slow++;
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The largest counts first, equal ones by name. */
export function top(
  counts: ReadonlyMap<string, number>, most: number,
): [name: string, count: number][] {
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, most);
}
