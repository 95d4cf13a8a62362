// module
import type { ReceiveChannel } from 'concurrency-tutor';
import {
  atLeast, parse,
  type Entry, type Level, type Line, type Outcome,
} from './log-line.ts';
import { formatReport } from './report.ts';
import { sent, stage, type Flow } from './stage.ts';
import { Statistics } from './statistics.ts';

/** Stage 3: takes the lines apart. */
export function parseLines(
  flow: Flow, lines: ReceiveChannel<Outcome<Line>>,
): ReceiveChannel<Outcome<Entry>> {
  return stage(flow, async (out) => {
    for await (const line of lines) {
      const entry = line.ok ? parse(line.value) : line;
      if (!(await sent(flow, out, entry))) return;
    }
  });
}

/** Stage 4: drops what is not serious enough. */
export function keepFrom(
  least: Level, flow: Flow, entries: ReceiveChannel<Outcome<Entry>>,
): ReceiveChannel<Outcome<Entry>> {
  return stage(flow, async (out) => {
    for await (const entry of entries) {
      if (entry.ok && !atLeast(entry.value.level, least)) continue;
      if (!(await sent(flow, out, entry))) return;
    }
  });
}

/** Stage 5: counts. It sends one value, at the end. */
export function analyse(
  flow: Flow, entries: ReceiveChannel<Outcome<Entry>>,
): ReceiveChannel<Statistics> {
  return stage(flow, async (out) => {
    const statistics = new Statistics();
    for await (const entry of entries) statistics.add(entry);
    // Closed, but was that the end? Half a count is worse than none;
    // sent() refuses when the pipeline has been stopped.
    await sent(flow, out, statistics);
  });
}

/** Stage 6: makes a text of the statistics. */
export function format(
  flow: Flow, all: ReceiveChannel<Statistics>,
): ReceiveChannel<string> {
  return stage(flow, async (out) => {
    for await (const statistics of all) {
      if (!(await sent(flow, out, formatReport(statistics)))) return;
    }
  });
}
