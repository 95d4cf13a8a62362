import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import { linesOf, mostAtOnce, reportOf, totalsOf, totalText, type PlainLine } from './oracle.ts';
import { articles, count, file, foldersOf, saleLines, script, seconds, shops } from './plans.ts';
import type { History } from './scenarios.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('end-to-end', async () => {
  const [shop = ''] = shops(1);
  const [x = '', y = ''] = articles(2);
  const lines = [`${x};${random.integer(100, 900)}`, `${y};250`, `${x};${random.integer(100, 900)}`, `${y};250`];
  const files = [file(`/shops/${shop}.csv`, lines)];
  const history = await play('perform', script(files));

  const report = reportOf(history);
  judgeTotals(report.articles.map(totalText), totalsOf(linesOf(files[0] ?? file('', []))).map(totalText));
  judge(report.files === 1 && report.lines === 4 && report.sales === 4, {
    did: `One file with 4 sales gave a report of ${count(report.files, 'file')}, ${count(report.lines, 'line')} and ${count(report.sales, 'sale')}.`,
    expected: 'Everything that was read is counted, once.',
    help: 'Follow one line from the reader to the report.',
    lesson: 'pipelines',
  });
});

function judgeTotals(got: readonly string[], expected: readonly string[]): void {
  const wrong = got.find((text) => !expected.includes(text));
  const absent = expected.find((text) => !got.includes(text));
  judge(wrong === undefined && absent === undefined, {
    did: `The report ${wrong === undefined ? `does not have “${absent}”` : `says “${wrong}”`}${wrong !== undefined && absent !== undefined ? `; the files say “${absent}”` : ''} (article; count; sum; smallest; largest).`,
    expected: 'For each article, the number of its sales, their sum, the smallest and the largest.',
    help: 'Look at what the first sale of an article sets, and at what a later one changes.',
    lesson: 'pipelines',
  });
}

test('finder', async () => {
  const [a = '', b = '', c = '', d = ''] = shops(4);
  const line = saleLines(1, articles(1));
  const found = [`/shops/${a}.csv`, `/shops/${b}/monday.csv`, `/shops/${b}/${c}/deep/tuesday.csv`, `/shops/${b}/${c}/wednesday.csv`, '/shops/.csv'].map((path) => file(path, line));
  const others = [`/shops/${a}.csv.old`, `/shops/${b}/csv`, `/shops/${b}/notes.txt`].map((path) => file(path, line));
  const extra = { '/shops': [{ name: `${d}.csv`, kind: 'other' }, { name: 'empty', kind: 'folder' }, { name: 'odd.csv', kind: 'folder' }] as const };
  const files = [...found, ...others];
  const history = await play('perform', script(files, { folders: foldersOf(files, extra) }));
  const nothing = await play('perform', script([]));

  const report = reportOf(history);
  const opened = history.events.flatMap((event) => (event.what === 'open' ? [event.path] : []));
  for (const { path } of found) {
    const times = opened.filter((one) => one === path).length;
    judge(times === 1, {
      did: `${path} is a file and ends with “.csv”. It was opened ${times === 0 ? 'never' : `${times} times`}.`,
      expected: 'Every file in the folder and in all folders below it is read, once.',
      help: 'The finder goes into every folder it meets, and sends on every file whose name has the suffix.',
      lesson: 'pipelines',
    });
  }
  const extraOne = opened.find((path) => !found.some((one) => one.path === path));
  judge(extraOne === undefined, {
    did: `${extraOne} was opened.`,
    expected: 'Only entries of the kind `file` whose names end with the suffix are read.',
    help: 'Look at the entry\'s kind as well as at the end of its name.',
    lesson: 'pipelines',
  });
  judge(report.files === found.length, {
    did: `${count(found.length, 'file')} were opened; the report says ${report.files}.`,
    expected: '`files` counts the files that were opened.',
    help: 'Count a file when it has been opened.',
  });
  const empty = reportOf(nothing);
  judge(empty.files === 0 && empty.lines === 0 && empty.articles.length === 0, {
    did: `An empty folder gave a report of ${count(empty.files, 'file')}, ${count(empty.lines, 'line')} and ${count(empty.articles.length, 'article')}.`,
    expected: 'Without files the report is empty.',
    help: 'Every stage has to end when the one before it ends, also if nothing came.',
    lesson: 'pipelines',
  });
});

test('reader', async () => {
  const [a = '', b = '', c = '', d = ''] = shops(4);
  const [x = '', y = ''] = articles(2);
  const long = `${x};${'0'.repeat(40)}7`;
  const files = [
    file(`/shops/${a}.csv`, [], { pieces: [`${x};1`, '0\n', `${y}`, ';20', `\n${x};30\n${y};40\n`, `${x};5`] }),
    file(`/shops/${b}.csv`, [], { pieces: [] }),
    file(`/shops/${c}.csv`, [], { pieces: ['\n', `${x};60\n`, '\n', `${y};70\n`] }),
    file(`/shops/${d}.csv`, [], { pieces: [long.slice(0, 9), long.slice(9, 30), long.slice(30), '\n', '#', ' the end'] }),
  ];
  const history = await play('perform', script(files, { readers: random.integer(1, 3), times: { read: 20 } }));

  reportOf(history);
  const expected = files.flatMap(linesOf);
  const got = history.events.flatMap((event): PlainLine[] => (event.what === 'transform' ? [{ path: event.path, number: event.number, text: event.text }] : []));
  const same = (one: PlainLine, other: PlainLine): boolean => one.path === other.path && one.number === other.number && one.text === other.text;
  const wrong = got.find((line) => !expected.some((one) => same(one, line)));
  judge(wrong === undefined, {
    did: `\`transform\` was given line ${wrong?.number} of ${wrong?.path} as “${wrong?.text}”.${piecesOf(files.find(({ path }) => path === wrong?.path)?.pieces)}`,
    expected: `${wrong === undefined ? '' : lineInWords(expected, wrong)}`,
    help: 'A piece may end anywhere. Keep what follows its last line break for the next piece, and count line breaks for the numbers.',
    lesson: 'pipelines',
  });
  const absent = expected.find((line) => got.filter((one) => same(one, line)).length !== 1);
  judge(absent === undefined, {
    did: `Line ${absent?.number} of ${absent?.path}, “${absent?.text}”, was given to \`transform\` ${got.some((one) => absent !== undefined && same(one, absent)) ? 'more than once' : 'never'}.${piecesOf(files.find(({ path }) => path === absent?.path)?.pieces)}`,
    expected: 'Every line is given to `transform`, once. The last one may lack its line break.',
    help: 'When the pieces are at an end, what is left over is the last line.',
    lesson: 'pipelines',
  });
});

function piecesOf(pieces: readonly string[] | undefined): string {
  return pieces === undefined ? '' : ` The pieces of that file: ${pieces.map((piece) => JSON.stringify(piece)).join(' ')}.`;
}

function lineInWords(expected: readonly PlainLine[], { path, number }: PlainLine): string {
  const line = expected.find((one) => one.path === path && one.number === number);
  return line === undefined ? `That file has ${count(expected.filter((one) => one.path === path).length, 'line')}.` : `Line ${number} of that file is “${line.text}”.`;
}

test('open-files', async () => {
  const readers = random.integer(2, 4);
  const line = saleLines(2, articles(2));
  const files = Array.from({ length: readers * 2 + 1 }, (_, index) => file(`/shops/day-${index + 1}.csv`, line));
  const history = await play('perform', script(files, { readers, transformers: 4, times: { open: 200, read: 1000, close: 100 } }));
  const answers = await play('tryNumbers', [...random.shuffle([0, -1, 1.5, Number.NaN]).map((number) => ({ readers: number, transformers: 1 })), { readers: 1, transformers: 1 }]);

  reportOf(history);
  judgeLimit(history, { begins: 'opened', ends: 'closed', limit: readers, did: (most) => `With \`readers: ${readers}\` and ${files.length} files, ${most} files were open at the same time.` });
  judgeNumbers(answers, ({ readers: number }) => `readers: ${number}`);
});

interface Limit {
  readonly begins: 'opened' | 'transform';
  readonly ends: 'closed' | 'transformed';
  readonly limit: number;
  readonly did: (most: number) => string;
}

function judgeLimit({ events }: History, { begins, ends, limit, did }: Limit): void {
  const most = mostAtOnce(events, begins, ends);
  judge(most <= limit, {
    did: did(most),
    expected: `Never more than ${limit} at the same time.`,
    help: 'Start that many goroutines, and let each do one thing after the other; or take a place in a semaphore first.',
    lesson: 'fan-out-fan-in',
  });
  judge(most === limit, {
    did: did(most),
    expected: `All ${limit} work while there is enough to do.`,
    help: 'Look for what makes the others wait: one goroutine too few, or one that waits for another to finish.',
    lesson: 'fan-out-fan-in',
  });
}

function judgeNumbers(answers: readonly scenarios.Answer[], name: (numbers: scenarios.Numbers) => string): void {
  for (const answer of answers) {
    const isRight = answer.readers === 1 && answer.transformers === 1;
    judge(answer.answer === (isRight ? 'a report' : 'a RangeError'), {
      did: `With \`${name(answer)}\` the answer was ${answer.answer}.`,
      expected: isRight ? 'One is enough for a report.' : 'A number that is not a whole number of at least 1 is refused with a `RangeError`.',
      help: 'Check the numbers before anything is started. Without a single worker everything would wait for ever.',
    });
    judge(isRight || answer.did.length === 0, {
      did: `With \`${name(answer)}\` there was a RangeError, and yet something had been done: ${answer.did.join(', ')}.`,
      expected: 'When it is refused, nothing has happened.',
      help: 'Check the numbers first of all.',
    });
  }
}

test('transformer', async () => {
  const transformers = random.integer(2, 4);
  const rounds = 4;
  const [shop = ''] = shops(1);
  const lines = Array.from({ length: rounds }, (_, index) => [`# remark ${index}`, ...saleLines(transformers - 1, articles(3))]).flat();
  const history = await play('perform', script([file(`/shops/${shop}.csv`, lines)], { transformers, times: { transform: 1000 } }));
  const answers = await play('tryNumbers', [...random.shuffle([0, -2, 2.5]).map((number) => ({ readers: 1, transformers: number })), { readers: 1, transformers: 1 }]);

  const report = reportOf(history);
  judgeLimit(history, { begins: 'transform', ends: 'transformed', limit: transformers, did: (most) => `With \`transformers: ${transformers}\` and ${lines.length} lines, up to ${most} calls of \`transform\` were going on at the same time.` });
  const took = history.events.find(({ what }) => what === 'ended')?.at ?? 0;
  const work = rounds * 5000 + (lines.length - rounds) * 1000;
  // Whatever the order, transformers that are never idle while a line waits need no longer than this.
  const enough = Math.ceil(work / transformers) + 5000 + 500;
  judge(took <= enough, {
    did: `${lines.length} lines, 1 s for a sale and 5 s for a remark, and \`transformers: ${transformers}\`: it took ${seconds(took)}.`,
    expected: `As long as lines wait, all transformers are busy; that takes less than ${seconds(enough)}.`,
    help: 'A transformer that is done takes the next line, whatever the others are at.',
    lesson: 'fan-out-fan-in',
  });
  judge(report.skipped === rounds && report.sales === lines.length - rounds && report.lines === lines.length, {
    did: `${lines.length} lines, ${rounds} of them without a sale: the report says ${report.lines} lines, ${report.sales} sales, ${report.skipped} skipped.`,
    expected: '`lines` counts every line; `skipped` those for which `transform` gave `undefined`.',
    help: 'Each line ends as one of three things: a sale, nothing, or a problem. Count it there.',
    lesson: 'pipelines',
  });
  judgeNumbers(answers, ({ transformers: number }) => `transformers: ${number}`);
});

test('aggregator', async () => {
  const names = random.shuffle(['Zucchini', 'apples', 'äpfel', 'constructor', '__proto__', 'tea', 'teapot', 'toString', '10', '9']);
  const lines = random.shuffle([...saleLines(12, names), ...names.slice(0, 4).map((name) => `${name};-500`), `${names[0]};0`]);
  const [a = '', b = ''] = shops(2);
  const files = [file(`/shops/${a}.csv`, lines.slice(0, 9)), file(`/shops/${b}.csv`, lines.slice(9))];
  const { articles: totals } = reportOf(await play('perform', script(files, { transformers: 3 })));

  const expected = totalsOf(files.flatMap(linesOf)).map(totalText);
  const got = totals.map(totalText);
  judgeTotals(got, expected);
  const index = got.findIndex((text, at) => text !== expected[at]);
  judge(index < 0 && got.length === expected.length, {
    did: `The report names the articles in the order ${totals.map(({ article }) => article).join(', ')}.`,
    expected: 'Each article once, in the order in which `<` puts strings.',
    help: 'The order in which the sales came says nothing: it differs from run to run. Sort at the end.',
    lesson: 'pipelines',
  });
});
