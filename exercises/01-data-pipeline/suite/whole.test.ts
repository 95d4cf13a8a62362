import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Event } from './log.ts';
import { inWords, judgeClosing, judgeManners, linesOf, problemText, reportOf, totalsOf, totalText } from './oracle.ts';
import { articles, count, file, foldersOf, saleLines, script, seconds, shops } from './plans.ts';
import type { History, PlainProblem } from './scenarios.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();
const perform = scenario<typeof scenarios>('real');

test('output', async () => {
  const files = shops(2).map((shop) => file(`/shops/${shop}.csv`, saleLines(6, articles(4))));
  const history = await play('perform', script(files, { times: { write: 500 } }));
  const empty = await play('perform', script([]));

  reportOf(history);
  const written = history.events.flatMap((event) => (event.what === 'written' ? [event.line] : []));
  const expected = totalsOf(files.flatMap(linesOf)).map(totalText);
  judge(written.join('\n') === expected.join('\n'), {
    did: `The output got ${written.length === 0 ? 'nothing' : written.map((line) => `“${line}”`).join(', ')}.`,
    expected: `One line for each article, in order: ${expected.map((line) => `“${line}”`).join(', ')}.`,
    help: 'Write when the totals are complete, one line after the other, and wait for each.',
    lesson: 'pipelines',
  });
  reportOf(empty);
});

test('overlap', async () => {
  const files = shops(4).map((shop, index) => file(`/shops/${shop}/day-${index}.csv`, saleLines(3, articles(2))));
  const { events, end } = await play('perform', script(files, { times: { list: 2000, read: 500, transform: 500 } }));

  reportOf({ events, end });
  const found = events.find((event) => event.what === 'listed' && event.path !== '/shops')?.at ?? 0;
  const opened = events.find(({ what }) => what === 'open')?.at ?? Infinity;
  judge(opened < found + 1000, {
    did: `The first file was found at ${seconds(found)}, and opened only at ${seconds(opened)}, while the finder went on looking.`,
    expected: 'A file is read as soon as it is found and a reader is free.',
    help: 'Let the finder send each path on at once, from a goroutine of its own, instead of gathering them all.',
    lesson: 'pipelines',
  });
  const firstTransform = events.findIndex(({ what }) => what === 'transform');
  const first = events[firstTransform];
  const lastPiece = first?.what === 'transform' ? events.findLastIndex((event) => event.what === 'has read' && event.path === first.path) : -1;
  judge(firstTransform >= 0 && firstTransform < lastPiece, {
    did: 'The first line was given to `transform` only when its whole file had been read.',
    expected: 'A line is given to a transformer as soon as it has been read.',
    help: 'Let the reader send each line on at once, instead of gathering the lines of a file.',
    lesson: 'pipelines',
  });
});

test('backpressure', async () => {
  const perPiece = 40;
  const readers = 2;
  const lines = saleLines(perPiece, articles(3)).map((line) => `${line}\n`).join('');
  const files = shops(3).map((shop) => file(`/shops/${shop}.csv`, [], { pieces: Array.from({ length: 6 }, () => lines) }));
  const { events } = await play('perform', script(files, { readers, transformers: 2, times: { transform: 1000 }, cancelAt: 4500 }));

  const bound = 200 + readers * perPiece;
  let ahead = 0;
  let most = 0;
  for (const event of events) {
    if (event.what === 'has read') ahead += event.lines;
    if (event.what === 'transform') ahead -= 1;
    most = Math.max(most, ahead);
  }
  judge(most <= bound, {
    did: `Transforming was slow. ${most} lines had been read and not yet been handed to \`transform\`.`,
    expected: `At most 200 lines wait, besides the pieces the ${readers} readers have at hand (${perPiece} lines each). Otherwise a large file fills the memory.`,
    help: 'Whatever lies between two stages needs a bound: a channel with a small buffer makes the faster stage wait.',
    lesson: 'buffering',
  });
});

test('problems', async () => {
  const [a = '', b = '', c = '', d = '', e = ''] = shops(5);
  const good = articles(3);
  const files = [
    file(`/shops/${a}.csv`, [...saleLines(2, good), 'a broken line', ...saleLines(2, good), ';;;', '# a remark']),
    file(`/shops/${b}.csv`, saleLines(2, good), { opens: 'fails' }),
    file(`/shops/${c}/part.csv`, [...saleLines(2, good), 'nonsense', ...saleLines(3, good)], { failsAfter: 4 }),
    file(`/shops/${d}/late.csv`, saleLines(3, good)),
  ];
  const folders = foldersOf(files, {}, [`/shops/${e}`, `/shops/${d}/locked`]);
  const history = await play('perform', script(files, { folders, times: { read: random.integer(1, 4) * 10 } }));

  const report = reportOf(history);
  const expected = problemsIn([a, b, c, d, e]).map(problemText);
  const got = report.problems.map(problemText);
  const absent = expected.find((text) => !got.includes(text));
  judge(absent === undefined, {
    did: `There was a problem: ${absent}. The report has ${got.length === 0 ? 'no problems' : `only these: ${got.join('; ')}`}.`,
    expected: 'Every problem is in the report, with what was thrown, and the work goes on without what failed.',
    help: 'Catch errors where they arise and send them on as values, so that they reach the report.',
    lesson: 'pipelines',
  });
  judge(got.join('\n') === expected.join('\n'), {
    did: `The report lists the problems so: ${got.join('; ')}.`,
    expected: `Each problem once, ordered by path and line: ${expected.join('; ')}.`,
    help: 'Problems come from several goroutines, in any order. Sort them at the end.',
    lesson: 'pipelines',
  });
  const readable = files.filter(({ opens }) => opens === 'works').flatMap(linesOf);
  const bad = report.problems.filter(({ kind }) => kind === 'line').length;
  judge(report.lines === readable.length && report.lines === report.sales + report.skipped + bad && report.files === 3, {
    did: `${count(readable.length, 'line')} of 3 files could be read. The report says ${count(report.files, 'file')}, ${count(report.lines, 'line')}: ${report.sales} sales, ${report.skipped} skipped, ${bad} with problems.`,
    expected: 'Every line that was read is counted as one of the three; nothing disappears.',
    help: 'Lines before a failure count. Follow a line that makes `transform` throw: where is it counted?',
    lesson: 'pipelines',
  });
  const totals = totalsOf(readable).map(totalText).join(', ');
  judge(report.articles.map(totalText).join(', ') === totals, {
    did: `With some problems on the way, the totals were ${report.articles.map(totalText).join(', ')}.`,
    expected: `What could be read counts: ${totals}.`,
    help: 'One problem must not end the goroutine that meets it: other files and lines are waiting.',
    lesson: 'fan-out-fan-in',
  });
});

function problemsIn([a = '', b = '', c = '', d = '', e = '']: readonly string[]): PlainProblem[] {
  const line = (path: string, number: number): PlainProblem => ({ kind: 'line', path, line: number, error: `no sale in line ${number} of ${path}` });
  const all: PlainProblem[] = [
    line(`/shops/${a}.csv`, 3),
    line(`/shops/${a}.csv`, 6),
    { kind: 'file', path: `/shops/${b}.csv`, error: `cannot open /shops/${b}.csv` },
    line(`/shops/${c}/part.csv`, 3),
    { kind: 'file', path: `/shops/${c}/part.csv`, error: `cannot read /shops/${c}/part.csv` },
    { kind: 'folder', path: `/shops/${d}/locked`, error: `cannot list /shops/${d}/locked` },
    { kind: 'folder', path: `/shops/${e}`, error: `cannot list /shops/${e}` },
  ];
  return all.sort((one, other) => (one.path === other.path ? (one.line ?? Infinity) - (other.line ?? Infinity) : one.path < other.path ? -1 : 1));
}

test('cancel', async () => {
  const names = shops(6);
  const files = names.map((name) => file(`/shops/${name}.csv`, saleLines(10, articles(3))));
  const times = { list: 500, read: 400, transform: 3000, close: 200 };
  const at = random.pick([2600, 3300, 5200]);
  const how = random.pick(['cancelAt', 'within'] as const);
  const busy = await play('perform', script(files, { readers: 3, times, cancelAt: at }));
  const early = await play('perform', script(files, { times, [how]: 200 }));
  const waiting = await play('perform', script(files, { readers: 2, transformers: 6, times: { ...times, read: 5000, transform: 10 }, cancelAt: 3000 }));
  const writing = await play('perform', script(files.slice(0, 1), { times: { write: 1000 }, cancelAt: 1500 }));

  judgeStop(busy, { transformers: 2 }, at, 'context.Canceled');
  judgeStop(early, { transformers: 2 }, 200, how === 'within' ? 'context.DeadlineExceeded' : 'context.Canceled');
  judgeStop(waiting, { transformers: 6 }, 3000, 'context.Canceled');
  judgeStop(writing, { transformers: 2 }, 1500, 'context.Canceled');
});

function judgeStop({ events, end }: History, workers: { readonly transformers: number }, at: number, error: string): void {
  judgeManners(events);
  judge(end.kind === 'threw' && end.error === error, {
    did: `The context ended at ${seconds(at)} with \`${error}\`, in the middle of the work. \`runPipeline\` ${end.kind === 'returned' ? 'returned a report, as if all had been read' : `threw: ${end.error}`}.`,
    expected: 'It throws `ctx.err()`.',
    help: 'When the stages have ended, ask once more whether the context has.',
    lesson: 'context',
  });
  const begins: ReadonlySet<Event['what']> = new Set(['list', 'open', 'read', 'transform', 'write']);
  const late = events.find((event) => begins.has(event.what) && event.at > at + 20);
  judge(late === undefined, {
    did: `The context ended at ${seconds(at)}. After that, at ${seconds(late?.at ?? 0)}, came ${late === undefined ? '' : inWords(late)}.`,
    expected: 'What has not begun when the context ends does not begin.',
    help: 'Every stage that waits selects on `ctx.done()` as well, and each loop asks for `ctx.err()` before it begins the next thing.',
    lesson: 'context',
  });
  const cancelled = events.findIndex(({ what }) => what === 'cancel');
  const more = cancelled < 0 ? 0 : events.slice(cancelled).filter(({ what }) => what === 'transform').length;
  // Each may have been about to begin.
  judge(more <= workers.transformers, {
    did: `The context ended at ${seconds(at)}. In the same moment, ${more} more lines were given to \`transform\`, by ${count(workers.transformers, 'transformer')}.`,
    expected: 'What has not begun when the context ends does not begin.',
    help: 'When several cases of a `select` are ready it chooses at random. Ask for `ctx.err()` before you begin with a line.',
    lesson: 'select',
  });
  const unheard = events.find((event) => event.what === 'transformed' && event.at > at + 20);
  judge(unheard === undefined, {
    did: `The context ended at ${seconds(at)}. A call of \`transform\` that was going on did not hear of it, and ran on until ${seconds(unheard?.at ?? 0)}.`,
    expected: '`transform` gets a context that ends with yours.',
    help: 'Hand the context on.',
    lesson: 'context',
  });
  judgeClosing(events);
}

test('output-fails', async () => {
  const files = shops(2).map((shop) => file(`/shops/${shop}.csv`, saleLines(4, articles(3))));
  for (const output of ['cannot write', 'cannot close'] as const) {
    const { events, end } = await play('perform', script(files, { output }));
    judgeManners(events);
    judge(end.kind === 'threw' && end.error === output, {
      did: `The output threw “${output}”. \`runPipeline\` ${end.kind === 'returned' ? 'returned a report, as if all were well' : `threw: ${end.error}`}.`,
      expected: 'A report that could not be written is no report: what the output threw comes out.',
      help: 'Do not catch what the output throws. If it is thrown in another goroutine, bring it to `runPipeline`.',
      lesson: 'pipelines',
    });
    judgeClosing(events);
  }
});

test('large', async () => {
  const [main = '', ...rare] = articles(5);
  // One article has most of the sales, as in life.
  const names = random.shuffle([...rare, ...Array.from({ length: 12 }, () => main)]);
  const perFile = random.integer(48_000, 52_000);
  const files = shops(4).map((shop, index) => ({ path: `sales/${index % 2 === 0 ? '' : 'more/'}${shop}.csv`, first: index * 60_000 + random.integer(0, 9), count: perFile }));
  const { end, written } = await perform('readRealFiles', { files, articles: names });

  judge(end.kind === 'returned', {
    did: `On real files \`runPipeline\` threw: ${end.kind === 'threw' ? end.error : ''}`,
    expected: 'It returns a report.',
    help: 'Try `npx concurrency-tutor run demo.ts`: it reads real files as well.',
    lesson: 'pipelines',
  });
  const lines = files.flatMap(({ first, count: size }) => Array.from({ length: size }, (_, index) => ({ text: `${names[(first + index) % names.length]};${((first + index) % 1999) - 100}` })));
  judge(end.report.lines === lines.length && end.report.sales === lines.length, {
    did: `Real files with ${lines.length} lines gave a report of ${end.report.lines} lines and ${end.report.sales} sales.`,
    expected: 'Every line counts.',
    help: 'Real pieces are large, and end in the middle of a line. The last line has no line break.',
    lesson: 'pipelines',
  });
  const expected = `${totalsOf(lines).map(totalText).join('\n')}\n`;
  judge(written === expected, {
    did: `The report of ${lines.length} lines in real files begins with “${written.split('\n', 1)[0]}”.`,
    expected: `It begins with “${expected.split('\n', 1)[0]}”, and has ${count(rare.length + 1, 'line')}.`,
    help: 'Try `npx concurrency-tutor run demo.ts`: it reads real files as well.',
    lesson: 'pipelines',
  });
});
