// module
import { top, type Statistics } from './statistics.ts';

/** The statistics as a text. */
export function formatReport(statistics: Statistics): string {
  const { entries, requests, errors, slow, latency } = statistics;
  const share = (part: number): string =>
    requests === 0 ? '-' : `${((part / requests) * 100).toFixed(1)} %`;
  const mean = (latency.sum / latency.count).toFixed(0);
  const { min, max } = latency;
  const times = latency.count === 0
    ? 'none'
    : `${min} to ${max} ms, ${mean} ms on average`;
  const list = (counts: ReadonlyMap<string, number>, most: number) =>
    top(counts, most).map(([name, count]) => `  ${name}  ${count}`);
  const troubles = statistics.troubles
    .map(({ where, why }) => `  ${where}  ${why}`)
    .sort();
  return [
    `entries   ${entries}`,
    `requests  ${requests}`,
    `errors    ${errors}, ${share(errors)}`,
    `slow      ${slow}, ${share(slow)}`,
    `times     ${times}`,
    'status', ...list(statistics.perStatus, 10),
    'paths', ...list(statistics.perPath, 10),
    'addresses', ...list(statistics.perIp, 5),
    'troubles', ...troubles,
  ].join('\n') + '\n';
}
