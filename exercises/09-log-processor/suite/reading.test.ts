import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Entry, Format } from '../starter/logs.ts';
import { entryAt, lineOf } from './make-logs.ts';
import type * as scenarios from './scenarios.ts';
import type { Made } from './script.ts';
import { count, entriesFor, judgeList, linesFor, shown } from './words.ts';

const play = scenario<typeof scenarios>();
const perform = scenario<typeof scenarios>('real');

function text(name: string, content: string, pieces: readonly number[]): Made {
  return { name, format: 'app', text: content, pieces };
}

test('lines', async () => {
  const content = 'first\n\nthird, été\r\n“vierte” 🦉\r\n\n  sixth\tline  \nlast';
  const expected = ['first', '', 'third, été', '“vierte” 🦉', '', '  sixth\tline  ', 'last'];
  for (const pieces of [[1000], [1], [2, 3], [random.integer(3, 9)], [14, 1]]) {
    const { lines } = await play('cut', { made: text('text', content, pieces), read: 'all' });
    judgeList(lines, expected, 'line', `A text came in pieces of ${pieces.join(' and ')} bytes.`, 'A piece may end anywhere: in a line, between `\\r` and `\\n`, in a letter. Keep what is not complete until the next piece comes. What is left at the end is a line, too.');
  }
  const closed = await play('cut', { made: text('text', 'a\nb\n', [2]), read: 'all' });
  judgeList(closed.lines, ['a', 'b'], 'line', 'A text ended with a line break.', 'The last line break ends the last line; it does not begin another.');
  const nothing = await play('cut', { made: text('text', '', [2]), read: 'all' });
  judgeList(nothing.lines, [], 'line', 'A text was empty.', 'Where nothing is, there is no line.');

  const longest = random.integer(5, 12);
  const long = `${'abcdefgh'.repeat(20)}\nshort\n${'y'.repeat(longest)}\r\n${'z'.repeat(longest + 1)}\r\nend`;
  for (const pieces of [[7], [500], [1]]) {
    const { lines } = await play('cut', { made: text('text', long, pieces), longest, read: 'all' });
    judgeList(lines, ['abcdefgh'.repeat(20).slice(0, longest), 'short', 'y'.repeat(longest), 'z'.repeat(longest), 'end'], 'line', `Some lines were longer than ${longest} characters, which was the longest allowed.`, 'Count the characters of the line as it grows, and drop what goes beyond. The `\\r` at its end does not count.');
  }
});

test('closing', async () => {
  const endless: Made = { ...text('text', 'a line\nanother line\n', [10]), endless: true };
  const left = await play('cut', { made: endless, read: random.integer(2, 5) });
  judgeLeft(left.uses, 'The reader of `lines` left the loop after a few lines.');
  judge((left.uses[0]?.pieces ?? 0) <= left.lines.length * 2 + 1, {
    did: `The reader took ${count(left.lines.length, 'line')} and left. ${count(left.uses[0]?.pieces ?? 0, 'piece')} of 10 bytes had been read by then.`,
    expected: 'Nothing is read that nobody wants: a generator reads on when the next line is asked for.',
    help: 'Yield each line as soon as it is complete.',
    lesson: 'generators',
  });
  const cancelled = await play('cut', { made: { ...endless, takes: 1000 }, read: 'all', within: 5500 });
  judge(cancelled.threw === 'context.DeadlineExceeded' && cancelled.lines.length < 40, {
    did: `The context of \`lines\` ended while it waited for a piece. It gave ${count(cancelled.lines.length, 'line')} and threw ${cancelled.threw}.`,
    expected: 'It throws the context\'s error.',
    help: 'Let through what the source throws. Do not take an error for the end.',
    lesson: 'context',
  });
  const quick = await play('cut', { made: { ...endless, text: 'a\n'.repeat(40), pieces: [80] }, read: 'all', within: 0 });
  judge(quick.threw === 'context.DeadlineExceeded', {
    did: `The context had ended, and the source always had another piece ready. \`lines\` gave ${count(quick.lines.length, 'line')} and threw ${quick.threw}.`,
    expected: 'It throws the context\'s error.',
    help: 'Ask the context itself, too; a source that never waits does not notice.',
    lesson: 'context',
  });
  judgeLeft(cancelled.uses, 'The context of `lines` had ended.');
  const failed = await play('cut', { made: { ...text('text', 'a\nb\nc', [2]), fails: 'at the end' }, read: 'all' });
  judge(failed.threw === 'text cannot be read any further', {
    did: `The source of \`lines\` threw an error after two lines. \`lines\` threw ${failed.threw}.`,
    expected: 'It throws that error.',
    help: 'Let through what the source throws. An error is not the end of the text.',
    lesson: 'generators',
  });
});

function judgeLeft(uses: readonly { readonly left: number }[], why: string): void {
  judge(uses.every(({ left }) => left >= 0), {
    did: `${why} The source was not closed.`,
    expected: 'Whoever stops reading closes what he reads: his generator\'s `finally` runs.',
    help: 'A `for await` loop closes its source when it is left. Whoever calls `next()` himself must call `return()`, too.',
    lesson: 'generators',
  });
}

const odd: Readonly<Record<Format, readonly (readonly [string, Entry | undefined])[]>> = {
  access: [
    ['2001:db8::7 - ada [28/Feb/2028:23:59:59 -0130] "POST /a?b=c%20d HTTP/2" 499 -', { time: Date.UTC(2028, 1, 29, 1, 29, 59), level: 'warn', origin: '2001:db8::7', message: 'POST /a?b=c%20d 499' }],
    ['h - - [01/Jan/2027:00:00:00 +0000] "GET / HTTP/1.0" 399 0', { time: Date.UTC(2027, 0, 1), level: 'info', origin: 'h', message: 'GET / 399' }],
    ['h - - [01/Jan/2027:00:00:00 +0530] "DELETE /x HTTP/1.0" 500 12 "-" "agent"', { time: Date.UTC(2026, 11, 31, 18, 30), level: 'error', origin: 'h', message: 'DELETE /x 500' }],
    ['h - - [32/Jan/2027:00:00:00 +0000] "GET / HTTP/1.0" 200 0', undefined], ['h - - [01/Jam/2027:00:00:00 +0000] "GET / HTTP/1.0" 200 0', undefined],
    ['h - - "GET / HTTP/1.0" 200 0', undefined], ['not a log', undefined], ['', undefined],
  ],
  app: [
    ['2027-03-01T00:00:00.000Z WARNING [a] many words, and more: a [b] c', { time: Date.UTC(2027, 2, 1), level: 'warn', origin: 'a', message: 'many words, and more: a [b] c' }],
    ['2027-03-01T00:00:00+02:00 Fatal [a.b] gone in 12 ms', { time: Date.UTC(2027, 1, 28, 22), level: 'error', origin: 'a.b', message: 'gone in 12 ms', duration: 12 }],
    ['2027-03-01T00:00:00Z trace [a] in 5 ms it was done', { time: Date.UTC(2027, 2, 1), level: 'debug', origin: 'a', message: 'in 5 ms it was done' }],
    ['2027-03-01T00:00:00Z critical [a] x in 7 ms', { time: Date.UTC(2027, 2, 1), level: 'error', origin: 'a', message: 'x in 7 ms', duration: 7 }],
    ['yesterday INFO [a] x', undefined], ['2027-13-01T00:00:00Z INFO [a] x', undefined], ['2027-03-01T00:00:00Z LOUD [a] x', undefined], ['2027-03-01T00:00:00Z INFO a x', undefined], ['', undefined],
  ],
  json: [
    ['{"time":"2027-03-01T00:00:00.001Z","level":"Critical","origin":"a","message":"say \\"hi\\", all","ms":0.5,"other":[1,2]}', { time: Date.UTC(2027, 2, 1) + 1, level: 'error', origin: 'a', message: 'say "hi", all', duration: 0.5 }],
    ['  {"message":"m","origin":"o","level":"trace","time":"2027-03-01T00:00:00Z"}', { time: Date.UTC(2027, 2, 1), level: 'debug', origin: 'o', message: 'm' }],
    ['{"time":"soon","level":"info","origin":"a","message":"x"}', undefined], ['{"level":"info","origin":"a","message":"x"}', undefined], ['{"time":"2027-03-01T00:00:00Z","level":"loud","origin":"a","message":"x"}', undefined],
    ['{"time":"2027-03-01T00:00:00Z","level":"info"', undefined], ['null', undefined], ['[1]', undefined], ['7', undefined], ['', undefined],
  ],
};

test('formats', async () => {
  for (const format of ['access', 'app', 'json'] as const) {
    const from = random.integer(0, 10_000);
    const all = [...entriesFor(format, 30, from).map((entry) => [lineOf(format, entry), entry] as const), ...odd[format]];
    const found = await play('understand', { format, lines: all.map(([line]) => line) });
    for (const [index, [line, entry]] of all.entries()) {
      judge(entry !== undefined || found[index] === undefined, {
        did: `\`parse("${format}", …)\` made something of the line “${line}”: ${shown(found[index])}.`,
        expected: 'Undefined: it is not of this format, or its time or level make no sense. A wrong time is not the present time.',
        help: 'Look at every part of the line before you trust it.',
      });
      for (const key of ['time', 'level', 'origin', 'message', 'duration'] as const) {
        judge(found[index]?.[key] === entry?.[key], {
          did: `\`parse("${format}", …)\` read the line “${line}”. The ${key} was ${shown(found[index]?.[key])}.`,
          expected: `The ${key} is ${shown(entry?.[key])}.`,
          help: key === 'time' ? 'Mind the time zone: +0200 is two hours ahead, so it is earlier in UTC.' : 'Compare with the description of the format.',
        });
      }
    }
  }
});

/** Each begins with one of the two bytes that tell of gzip, at its place, and is not packed. */
const halfSigns = ['\u001Fx', '\u07CBx'];

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

test('files', async () => {
  const kinds = [
    { name: 'plain.log', format: 'app', packed: false }, { name: 'packed.gz', format: 'json', packed: true },
    { name: 'packed-without-saying.log', format: 'access', packed: true }, { name: 'not-packed.gz', format: 'app', packed: false },
  ] as const;
  const files = kinds.map((kind) => {
    const entries = entriesFor(kind.format, random.integer(1500, 2500), random.integer(0, 1000));
    return { ...kind, entries: entries.length, text: `${linesFor(kind.format, entries).join('\n')}${random.pick(['', '\n'])}`, first: lineOf(kind.format, entries[0] ?? entryAt(kind.format, 0)) };
  });
  const all = [...files, { name: 'empty.log', format: 'app', packed: false, text: '' }, { name: 'one-letter.log', format: 'app', packed: false, text: 'x' }, ...halfSigns.map((text, index) => ({ name: `half-${index + 1}.log`, format: 'app', packed: false, text } as const)), { name: 'missing.log', format: 'app', packed: false, text: '', missing: true }] as const;
  const { report, leftOpen, first, large } = await perform('readFiles', { files: all.map((file) => ({ name: file.name, format: file.format, text: file.text, packed: file.packed, ...('missing' in file ? { missing: true } : {}) })) });
  for (const [index, file] of files.entries()) {
    const source = report.sources[index];
    judge(source?.error === 'none' && source.lines === file.entries && source.unreadable === 0, {
      did: `The file ${file.name}, ${file.packed ? '' : 'not '}packed with gzip, had ${count(file.entries, 'line')} in the format \`${file.format}\`. ${source === undefined ? 'There was no report of it.' : `The report said: ${count(source.lines, 'line')}, ${source.unreadable} unreadable, error: ${source.error}.`}`,
      expected: `${count(file.entries, 'line')}, all readable.`,
      help: 'Look at the first two bytes of the file, not at its name. Then read it from the beginning, through `createGunzip` if it is packed.',
    });
  }
  const [empty, letter, ...others] = report.sources.slice(files.length);
  const missing = others.pop();
  judge(empty?.lines === 0 && empty.error === 'none' && letter?.lines === 1 && letter.unreadable === 1, {
    did: `A file was empty, another held a single letter. The report said: ${shown([empty, letter])}.`,
    expected: 'No line and no error; one unreadable line.',
    help: 'A file may have fewer bytes than the two that you want to look at.',
  });
  for (const [index, half] of others.entries()) {
    judge(half.lines === 1 && half.unreadable === 1 && half.error === 'none', {
      did: `A file that was not packed began with ${index === 0 ? 'the byte 0x1f, and no 0x8b after it' : 'another byte than 0x1f, and had 0x8b after it'}. The report said: ${shown(half)}.`,
      expected: 'One unreadable line, and no error.',
      help: 'Only both bytes together tell of gzip.',
    });
  }
  judge(missing?.error.startsWith('ENOENT') === true, {
    did: `A file did not exist. Its error in the report was: ${missing?.error}.`,
    expected: 'The error that opening it threw.',
    help: 'Catch errors source by source, and keep them.',
  });
  judge(JSON.stringify(first) === JSON.stringify([...files.map((file) => file.first), 'x', ...halfSigns]), {
    did: `The first lines of the files were read through \`lines(ctx, fileSource(…).open(ctx))\`: ${shown(first)}.`,
    expected: shown([...files.map((file) => file.first), 'x', ...halfSigns]),
    help: 'Read the file from its beginning, after you have looked at its first bytes.',
  });
  for (const { packed, megabytes: size, held } of large) {
    judge(held <= 6_000_000, {
      did: `A file held ${size} MB of text${packed ? ', packed with gzip' : ''}. When the first piece of it had come, ${megabytes(held)} were in memory.`,
      expected: 'A file is read piece by piece. The whole of it need not fit into memory.',
      help: 'Use a stream, and `createGunzip` instead of `gunzipSync`.',
      lesson: 'generators',
    });
  }
  judge(leftOpen.length === 0, {
    did: `When everything had been read or left, ${count(leftOpen.length, 'file')} was still open: ${leftOpen.join(', ')}.`,
    expected: 'A file is open only while somebody iterates.',
    help: 'Close the file in a `finally`, or with `await using`. A generator that is left early comes through there, too.',
    lesson: 'generators',
  });
});

test('memory', async () => {
  const weighings = [
    { input: { entries: [4_000, 40_000], origins: 3_000_000, longLine: 12_000_000, shortLines: 300_000 }, name: '`analyse`' },
    { input: { entries: [2_000, 20_000], origins: 40, longLine: 0, shortLines: 0, as: random.pick(['csv', 'json'] as const) }, name: '`exportEntries`' },
  ];
  for (const { input, name } of weighings) {
    const { runs } = await perform('weigh', input);
    const [small, large] = runs;
    const [less, more] = [small?.held ?? 0, large?.held ?? Infinity];
    judge(more <= less * 1.2 + 1_000_000, {
      did: `While ${name} read ${small?.megabytes.toFixed(1)} MB, it held up to ${megabytes(less)} in memory. While it read ${large?.megabytes.toFixed(1)} MB, it held up to ${megabytes(more)}.`,
      expected: 'It holds about as much, however much there is to read.',
      help: 'Find what grows: a list of entries, of durations, of lines; a map with one key for each origin; a line that never ends. Numbers that are worked out on the way need no list.',
      lesson: 'generators',
    });
  }
});
