import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Entry, Filter, Format, Level } from '../starter/logs.ts';
import { entryAt, lineOf } from './make-logs.ts';
import type * as scenarios from './scenarios.ts';
import type { History, Made, PlainReport } from './script.ts';
import { count, entriesFor, judgeList, linesFor, made, sameJson, seconds, shown } from './words.ts';

const play = scenario<typeof scenarios>();

function counts({ levels, from, until, text }: Filter, entry: Entry): boolean {
  return (levels?.includes(entry.level) ?? true) && entry.time >= (from ?? -Infinity) && entry.time < (until ?? Infinity) && entry.message.includes(text ?? '');
}

function reportOf(history: History): PlainReport {
  judge(history.report !== undefined, { did: `\`analyse\` threw ${history.threw}.`, expected: 'It gives a report, whatever becomes of a single source.', help: 'What a single source throws belongs into its part of the report.' });
  return history.report;
}

test('statistics', async () => {
  const formats = random.shuffle(['access', 'app', 'json'] as const);
  const logs = formats.map((format) => ({ format, entries: entriesFor(format, random.integer(40, 60), random.integer(0, 5000)) }));
  const all = logs.flatMap(({ entries }) => entries);
  const sources = logs.map(({ format, entries }) => made(`${format}.log`, format, linesFor(format, entries)));
  const sorted = all.map(({ time }) => time).sort((a, b) => a - b);
  const filters: Filter[] = [{}, { levels: ['warn', 'error'] }, { from: sorted[20] ?? 0, until: sorted[80] ?? 0 }, { text: random.pick(['order', 'said', 'été']) }, { text: 'no such thing' }];
  for (const filter of filters) {
    const report = reportOf(await play('examine', { sources, filter, parallel: 2 }));
    judgeReport(report, all.filter((entry) => counts(filter, entry)), inWords(filter));
  }
  // Long before and long after 1970, and the last millisecond of an hour.
  const edges: readonly Entry[] = [-1, -86_400_000, 3_599_999, 3_600_000].map((time) => ({ time, level: 'info', origin: 'a', message: 'x' }));
  const report = reportOf(await play('examine', { sources: [made('old.log', 'app', linesFor('app', edges))], filter: {}, parallel: 1 }));
  judgeReport(report, edges, 'all entries of a log around 1970');
});

function inWords(filter: Filter): string {
  if (filter.levels !== undefined) return `the levels ${filter.levels.join(' and ')}`;
  if (filter.from !== undefined) return 'some stretch of time';
  return filter.text === undefined ? 'all entries' : `messages with “${filter.text}”`;
}

function judgeReport(report: PlainReport, entries: readonly Entry[], what: string): void {
  const times = entries.map(({ time }) => time);
  const same = (name: string, actual: unknown, expected: unknown, help: string): void => {
    judge(sameJson(actual, expected), { did: `The report about ${what} said: \`${name}\` ${shown(actual)}.`, expected: shown(expected), help });
  };
  same('entries', report.entries, entries.length, '`entries` are those that the filter lets through. `until` itself does not count.');
  const levels: Record<Level, number> = { debug: 0, info: 0, warn: 0, error: 0 };
  for (const { level } of entries) levels[level] += 1;
  same('levels', report.levels, levels, 'Count the entries that the filter lets through, by level.');
  same('first', report.first, entries.length === 0 ? undefined : Math.min(...times), 'The earliest time of all, not that of the first line. Without entries there is none.');
  same('last', report.last, entries.length === 0 ? undefined : Math.max(...times), 'The latest time of all, not that of the last line. Without entries there is none.');
  const hours = Array.from({ length: 24 }, (_, hour) => times.filter((time) => new Date(time).getUTCHours() === hour).length);
  same('hours', report.hours, hours, 'There are 24 hours, in UTC; a time before 1970 has one, too.');
  judgeDurations(report, entries.flatMap(({ duration }) => (duration === undefined ? [] : [duration])), what);
  judgeOrigins(report, entries, what);
}

function judgeDurations({ durations }: PlainReport, known: readonly number[], what: string): void {
  const sorted = known.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const mean = sorted.length === 0 ? 0 : sorted.reduce((sum, one) => sum + one, 0) / sorted.length;
  const expected = { count: sorted.length, mean, longest: sorted.at(-1) ?? 0, p50: at(0.5), p95: at(0.95) };
  const slack = { count: 0, mean: 0.001, longest: 0, p50: 0.05, p95: 0.05 };
  for (const key of ['count', 'mean', 'longest', 'p50', 'p95'] as const) {
    judge(Math.abs(durations[key] - expected[key]) <= expected[key] * slack[key] + 0.001, {
      did: `The report about ${what} said: \`durations.${key}\` ${durations[key]}.`,
      expected: `${expected[key]}${slack[key] === 0.05 ? ', within 5 %' : ''}.`,
      help: key.startsWith('p') ? 'Count durations in steps, each a few per cent larger than the one before. Then go up the steps until enough are counted.' : 'Only entries with a duration count here; without any, everything is 0.',
    });
  }
}

function judgeOrigins({ origins }: PlainReport, entries: readonly Entry[], what: string): void {
  const counted = new Map<string, number>();
  for (const { origin } of entries) counted.set(origin, (counted.get(origin) ?? 0) + 1);
  const numbers = [...counted.values()].sort((a, b) => b - a).slice(0, 10);
  // Among equals, any may come first.
  const right = origins.every(({ origin, count: number }) => counted.get(origin) === number);
  judge(right && sameJson(origins.map(({ count: number }) => number), numbers), {
    did: `The report about ${what} said: \`origins\` ${shown(origins)}.`,
    expected: `The ten most frequent, with these counts: ${numbers.join(', ') || 'none'}.`,
    help: 'Sort by count, the largest first, and take ten.',
  });
}

test('many-origins', async () => {
  const noise = entriesFor('access', 2000, random.integer(0, 1000), 3_000_000);
  const heavy = ['10.9.9.1', '10.9.9.2', '10.9.9.3'].flatMap((origin, index) => Array.from({ length: 200 - 40 * index }, (): Entry => ({ ...entryAt('access', 7), origin })));
  // The frequent ones come late, when there are already more than a thousand others.
  const lines = [...linesFor('access', noise.slice(0, 1300)), ...random.shuffle(linesFor('access', [...noise.slice(1300), ...heavy]))];
  const third = Math.ceil(lines.length / 3);
  const parts = random.pick([1, 3]) === 1 ? [lines] : [0, 1, 2].map((index) => lines.slice(index * third, (index + 1) * third));
  const sources = parts.map((part, index) => made(`access-${index}.log`, 'access', part, { pieces: [65_536] }));
  const { origins } = reportOf(await play('examine', { sources, filter: {}, parallel: 3 }));
  for (const [index, due] of [200, 160, 120].entries()) {
    const origin = `10.9.9.${index + 1}`;
    const found = origins[index];
    judge(found?.origin === origin && Math.abs(found.count - due) <= lines.length / 1000, {
      did: `Of ${lines.length} entries with nearly 2,000 origins, ${due} came from ${origin}. Origin number ${index + 1} in the report was ${shown(found)}.`,
      expected: `${origin}, with ${due} entries, give or take ${Math.floor(lines.length / 1000)}.`,
      help: 'With a thousand counters, look up “Misra–Gries” or “Space-Saving”. If you count sources apart, adding them up must keep what each may be wrong by.',
    });
  }
});

test('parallel', async () => {
  const parallel = random.integer(2, 4);
  const sources = Array.from({ length: parallel * 3 }, (_, index) => made(`log-${index + 1}`, 'app', linesFor('app', entriesFor('app', 3, index)), { pieces: [10_000], takes: 1000 }));
  const history = await play('examine', { sources, filter: {}, parallel });
  reportOf(history);
  judge(history.together <= parallel, {
    did: `\`analyse\` was to read at most ${parallel} sources at the same time. ${history.together} were open together.`,
    expected: `Never more than ${parallel}.`,
    help: 'Start a fixed number of readers that take one source after the other. A goroutine for each source opens them all.',
    lesson: 'worker-pools',
  });
  judge(history.took <= 3100, {
    did: `${count(sources.length, 'source')} of 1 s each, ${parallel} at a time: \`analyse\` took ${seconds(history.took)}.`,
    expected: 'It takes 3 s: as long as there are more, so many are open.',
    help: 'A reader that has finished a source takes the next one at once.',
    lesson: 'worker-pools',
  });
  const many = await play('examine', { sources: sources.slice(0, 2), filter: {}, parallel: 50 });
  judge(reportOf(many).entries === 6, { did: `Two sources, up to 50 at a time: \`analyse\` counted ${count(many.report?.entries ?? 0, 'entry')}.`, expected: 'All 6.', help: 'There may be fewer sources than readers.' });
  const none = await play('examine', { sources: [], filter: {}, parallel: 2 });
  judge(reportOf(none).entries === 0 && none.report?.first === undefined, { did: `Without any source, the report said: ${shown(none.report)}.`, expected: 'No entries, and no first and last time.', help: 'Nothing to read is not an error.' });
});

test('failures', async () => {
  const blank = ['', '   ', '\t'];
  const good = entriesFor('app', 10, random.integer(0, 100));
  const bad = ['garbage', '2027-01-01 no such', '{"a":1}'];
  const mixed = random.shuffle([...linesFor('app', good), ...bad, ...blank]);
  const sources: Made[] = random.shuffle([
    made('mixed', 'app', mixed, { takes: 100 }),
    made('broken', 'json', linesFor('json', entriesFor('json', 5)), { fails: 'at the end' }),
    made('locked', 'app', [], { fails: 'to open' }),
    made('fine', 'access', linesFor('access', entriesFor('access', 7)), { takes: 300 }),
  ]);
  const history = await play('examine', { sources, filter: {}, parallel: 2 });
  const report = reportOf(history);
  const expected: Readonly<Record<string, { lines: number; unreadable: number; error: string }>> = {
    mixed: { lines: 13, unreadable: 3, error: 'none' }, broken: { lines: 5, unreadable: 0, error: 'broken cannot be read any further' },
    locked: { lines: 0, unreadable: 0, error: 'locked cannot be opened' }, fine: { lines: 7, unreadable: 0, error: 'none' },
  };
  judgeList(report.sources.map(({ name }) => name), sources.map(({ name }) => name), 'source', 'The report lists its sources.', 'In the order in which they were given, whatever became of them.');
  for (const [index, { name, text }] of sources.entries()) {
    const source = report.sources[index];
    for (const key of ['lines', 'unreadable', 'error'] as const) {
      judge(source?.[key] === expected[name]?.[key], {
        did: `The source “${name}” ${what(name)} Its report said: \`${key}\` ${shown(source?.[key])}.`,
        expected: shown(expected[name]?.[key]),
        help: key === 'error' ? 'Catch errors source by source. The other sources go on.' : 'Blank lines do not count. What was read before an error counts.',
      });
    }
    const bytes = name === 'locked' ? 0 : new TextEncoder().encode(text).length;
    judge(source?.bytes === bytes, { did: `The source “${name}” had ${bytes} bytes. Its report said ${source?.bytes}.`, expected: String(bytes), help: 'Add up the lengths of the pieces. A letter may have several bytes.' });
  }
  judge(report.entries === 22, { did: `There were 22 readable lines in all, 5 of them in a source that then failed. The report said ${count(report.entries, 'entry').replace('entrys', 'entries')}.`, expected: '22.', help: 'What was read before an error counts.' });
  judge(history.uses.every(({ left }) => left >= 0 && left <= history.took), { did: 'When `analyse` returned, a source was still open.', expected: 'Every source that was opened is closed by then.', help: 'Wait for all readers, also for those that failed.' });
});

function what(name: string): string {
  switch (name) {
    case 'mixed': return 'had 10 good lines, 3 that are no log lines, and 3 blank ones.';
    case 'broken': return 'had 5 good lines, and then reading failed.';
    case 'locked': return 'could not be opened.';
    default: return 'had 7 good lines.';
  }
}

test('cancel', async () => {
  const within = random.integer(3, 6) * 1000 + 500;
  const lines = linesFor('app', entriesFor('app', 20));
  const slow: Made[] = Array.from({ length: 4 }, (_, index) => made(`slow-${index + 1}`, 'app', lines, { pieces: [50], takes: 1000 }));
  const quick: Made[] = [made('endless', 'app', lines, { pieces: [700], endless: true, takes: 1 }), made('slow', 'app', lines, { pieces: [50], takes: 10_000 })];
  for (const sources of [slow, quick]) {
    const history = await play('examine', { sources, filter: {}, parallel: 2, within: sources === quick ? 40 : within });
    const end = sources === quick ? 40 : within;
    judge(history.threw === 'context.DeadlineExceeded', {
      did: `The context of \`analyse\` ended after ${seconds(end)}. It ${history.report === undefined ? `threw ${history.threw}` : 'returned a report'}.`,
      expected: 'It throws the context\'s error. Half a report would look like a whole one.',
      help: 'Tell apart a source that fails and a context that ends. Look at the context when all readers have ended.',
      lesson: 'context',
    });
    judge(history.took <= end + 100, {
      did: `The context of \`analyse\` ended after ${seconds(end)}. It threw after ${seconds(history.took)}.`,
      expected: 'It throws soon, and opens no other source.',
      help: 'Hand the context on to every source, and look at it between lines.',
      lesson: 'context',
    });
    judge(history.uses.every(({ left }) => left >= 0), {
      did: 'The context of `analyse` ended. When it threw, a source was still open.',
      expected: 'Every source that was opened is closed by then.',
      help: 'Wait for all readers before you throw.',
      lesson: 'context',
    });
  }
});

test('export', async () => {
  const logs = (['access', 'app', 'json'] as const).map((format) => ({ format, entries: entriesFor(format, random.integer(15, 25), random.integer(0, 5000)) }));
  const sources = logs.map(({ format, entries }) => made(format, format, linesFor(format, entries)));
  const filter: Filter = { levels: ['info', 'error'] };
  const wanted = logs.flatMap(({ entries }) => entries.filter((entry) => counts(filter, entry)));
  const csv = await play('writeOut', { sources, filter, as: 'csv', writeTakes: 0 });
  judge(csv.threw === 'nothing' && csv.count === wanted.length, { did: `\`exportEntries\` of ${count(wanted.length, 'entry').replace('entrys', 'entries')} ${csv.threw === 'nothing' ? `gave the number ${csv.count}` : `threw ${csv.threw}`}.`, expected: String(wanted.length), help: 'The number of entries that were written.' });
  judge(csv.text.endsWith('\n'), { did: `The text in CSV ended with “${csv.text.slice(-20)}”.`, expected: 'Every line, also the last, ends with a line break.', help: 'Write the line break with each line.' });
  judgeList(csv.text.split('\n').slice(0, -1), ['time,level,origin,message,duration', ...wanted.map(csvLine)], 'line', 'This was the text in CSV.', 'One line for each entry, in the order of the sources. Mind commas and quotes in messages, and missing durations.');

  const json = await play('writeOut', { sources, filter, as: 'json', writeTakes: 0 });
  judgeList(parsed(json.text), wanted.map(({ time, ...rest }) => ({ time: new Date(time).toISOString(), ...rest })), 'entry', 'This was the text in JSON.', 'One JSON array, with an object for each entry.');
  for (const as of ['json', 'csv'] as const) {
    const nothing = await play('writeOut', { sources, filter: { text: 'no such thing' }, as, writeTakes: 0 });
    judgeList(as === 'json' ? parsed(nothing.text) : nothing.text.split('\n').slice(1, -1), [], 'entry', `No entry was to be exported as ${as}: “${nothing.text}”.`, 'An export without entries is still a whole text.');
  }
});

function csvLine({ time, level, origin, message, duration }: Entry): string {
  return [new Date(time).toISOString(), level, origin, message, duration === undefined ? '' : String(duration)].map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',');
}

function parsed(text: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    judge(false, { did: `The text is no JSON: ${error instanceof Error ? error.message : String(error)}. It begins with “${text.slice(0, 60)}” and ends with “${text.slice(-30)}”.`, expected: 'One JSON array.', help: 'A comma stands between two entries, not after the last one; and the brackets are there, too, when there are no entries.' });
  }
  judge(Array.isArray(value), { did: `The text holds ${shown(value)}.`, expected: 'One JSON array.', help: 'Brackets around everything.' });
  return value as unknown[];
}

test('backpressure', async () => {
  const format: Format = random.pick(['app', 'json']);
  const lines = entriesFor(format, 1500).map((entry) => lineOf(format, entry));
  const source = made('long', format, lines, { pieces: [1500] });
  const slow = await play('writeOut', { sources: [source], filter: {}, as: 'csv', writeTakes: 60_000 });
  judge(slow.overlapping === 0, {
    did: `\`exportEntries\` called \`write\` ${count(slow.overlapping, 'time')} while another call was still under way.`,
    expected: 'It awaits each `write`.',
    help: 'Await the promise that `write` returns, before anything else.',
    lesson: 'pipelines',
  });
  const total = Math.ceil(new TextEncoder().encode(source.text).length / 1500);
  judge(slow.ahead <= total * 0.6, {
    did: `The writer was slow: its third call took a minute. By then, ${count(slow.ahead, 'piece')} of ${total} had been read.`,
    expected: 'Reading waits for writing.',
    help: 'Nothing goes between the reader and the writer that grows: no list, no channel with a large buffer.',
    lesson: 'pipelines',
  });
  const full = await play('writeOut', { sources: [source], filter: {}, as: 'csv', writeTakes: 10, failsAt: 2 });
  judge(full.threw === 'the disk is full' && full.uses.every(({ left }) => left >= 0), {
    did: `The second call of \`write\` threw “the disk is full”. \`exportEntries\` threw ${full.threw}, and its source was ${full.uses.every(({ left }) => left >= 0) ? 'closed' : 'left open'}.`,
    expected: 'It throws that error, and closes the source first.',
    help: 'A `for await` loop that is left by an error closes what it reads.',
    lesson: 'generators',
  });
  const broken = await play('writeOut', { sources: [{ ...source, text: `${lines.slice(0, 3).join('\n')}\n`, fails: 'at the end' }], filter: {}, as: 'csv', writeTakes: 0 });
  judge(broken.threw === 'long cannot be read any further', {
    did: `Reading failed after three lines. \`exportEntries\` ${broken.threw === 'nothing' ? 'returned as if all were well' : `threw ${broken.threw}`}.`,
    expected: 'It throws that error. Who exports wants to know that something is missing.',
    help: 'An error is not the end of the text.',
  });
  const late = await play('writeOut', { sources: [{ ...source, takes: 100 }], filter: {}, as: 'json', writeTakes: 100, within: 2050 });
  judge(late.threw === 'context.DeadlineExceeded' && late.uses.every(({ left }) => left >= 0), {
    did: `The context of \`exportEntries\` ended in the middle. It ${late.threw === 'nothing' ? 'returned as if all were well' : `threw ${late.threw}`}, and its source was ${late.uses.every(({ left }) => left >= 0) ? 'closed' : 'left open'}.`,
    expected: 'It throws the context\'s error, and closes the source first.',
    help: 'Hand the context on, and look at it between entries.',
    lesson: 'context',
  });
});
