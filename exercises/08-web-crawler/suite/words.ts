import { judge } from 'concurrency-tutor/suite';
import type { History, Reply, Script, Span } from './script.ts';

export const everywhere: Script['options'] = { start: ['http://a.test/'], hosts: ['a.test', 'b.test', 'c.test'], depth: 20, pages: 1000, downloads: 4, processors: 4, delay: 0, timeout: 60_000, grace: 1000, agent: 'tutor' };

export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}

export function pagesOf(requests: readonly Span[]): Span[] {
  return requests.filter(({ url }) => !url.endsWith('/robots.txt')).toSorted((a, b) => a.began - b.began);
}

export function most(spans: readonly Span[]): { readonly number: number; readonly at: number } {
  let [number, at] = [0, 0];
  for (const { began } of spans) {
    const together = spans.filter((other) => other.began <= began && other.ended > began).length;
    if (together > number) [number, at] = [together, began];
  }
  return { number, at };
}

/** Exactly these addresses were asked for, each once. */
export function judgeVisits(history: History, expected: readonly string[], why: string): void {
  const visited = pagesOf(history.requests).map(({ url }) => url);
  const twice = visited.find((url, index) => visited.indexOf(url) !== index);
  judge(twice === undefined, {
    did: `The address ${twice} was asked for more than once.`,
    expected: 'Each address is asked for once, however it is written, and however many pages lead to it.',
    help: 'Write every address in one way before you compare. Note it as known at the moment it comes up, in one step with looking whether it is.',
    lesson: 'worker-pools',
  });
  const missing = expected.find((url) => !visited.includes(url));
  judge(missing === undefined, { did: `${why} The address ${missing} was not visited.`, expected: 'It is visited.', help: 'Follow the way that leads there, step by step.' });
  const extra = visited.find((url) => !expected.includes(url));
  judge(extra === undefined, { did: `${why} The address ${extra} was visited.`, expected: 'It is not.', help: 'Look at the bounds: hosts, depth, what a link is, what robots.txt forbids.' });
}

export function judgeList(name: string, actual: readonly unknown[], expected: readonly unknown[], why: string, help: string): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  judge(is === should, { did: `${why} The report said: \`${name}\` ${is}.`, expected: should, help });
}

export function judgeNothingLeft(history: History): void {
  judge(history.goroutines === 0, { did: `A minute after the report, ${count(history.goroutines, 'goroutine')} of the crawler ${history.goroutines === 1 ? 'was' : 'were'} still there.`, expected: 'Every goroutine has ended when the report is given.', help: 'Wait for what you start. Give every goroutine a way to end.', lesson: 'goroutines' });
}

/** A page on host `host` that links to these numbers, among others. */
export function numbered(host: string, length: number, reply: (index: number) => Reply): Record<string, Reply> {
  return Object.fromEntries(Array.from({ length }, (_, index) => [`http://${host}/${index + 1}`, reply(index)]));
}
