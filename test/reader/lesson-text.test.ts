import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { renderLessonText, roleNames } from '../../src/reader/index.ts';
import { program, sampleLesson } from './sample-lesson.ts';

const plain = renderLessonText(sampleLesson, { width: 76 });

test('the text starts with the title, the time, what to read first and the goals', () => {
  expect(plain.split('\n').slice(0, 5)).toEqual([
    'Lesson 99: Sample',
    'About 12 minutes; read first: goroutines.',
    '',
    'After this lesson you can:',
    '• Say what a sample is',
  ]);
});

test('every section has its heading, in the order of the lesson', () => {
  const headings = ['EXPLANATION', 'WHERE TO USE', 'SNIPPET', 'REAL-WORLD EXAMPLE', 'PITFALLS', 'QUESTIONS', 'PRACTICE'];
  const places = headings.map((heading) => plain.indexOf(`\n${heading}\n`));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('prose is wrapped at the width and holds every sentence', () => {
  const prose = plain.replaceAll(/\s+/g, ' ');
  for (const sentence of [
    'A goroutine is a function that runs beside the others. Start one with `go(f)` and it is scheduled, see the specification (https://go.dev/ref/spec).',
    'The first item says something that is long enough to be wrapped on a narrow screen.',
    'The send waits for ever.', 'Both sides wait for each other.', 'Only a buffer with room lets it return at once.',
    'It sends and nobody receives.', 'Closing never waits.',
  ]) expect(prose).toContain(sentence);
  const explanation = renderLessonText(sampleLesson, { width: 40, section: 'explanation' });
  expect(Math.max(...explanation.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(40);
});

test('list items hang, and nested lists are indented', () => {
  const narrow = renderLessonText(sampleLesson, { width: 40, section: 'explanation' });
  expect(narrow).toContain('1. The first item says something that is\n   long enough to be wrapped on a narrow\n   screen.\n2. The second item is short.');
  expect(narrow).toContain('• A bullet.\n  • A bullet inside.');
});

test('a table is aligned where it fits and stacked where it does not', () => {
  expect(plain).toContain('Operation  On a closed channel\n─────────  ');
  expect(plain).toContain('send       panics, always, whatever the buffer holds');
  const narrow = renderLessonText(sampleLesson, { width: 22, section: 'explanation' });
  expect(narrow).toContain('Operation: send\nOn a closed channel:\n  panics, always,');
});

test('a program has a caption with its path and its claim in words, and its tabs are spaces', () => {
  expect(plain).toContain('lessons/99-sample/snippet.ts · prints the same under every schedule\n');
  expect(plain).toContain("\n      console.log('hello');\n");
  expect(plain).not.toContain('\t');
});

test('a program and its Go twin are both in the plain text', () => {
  expect(plain).toContain('lessons/99-sample/snippet.go\n  package main');
});

test('lines of a program are counted and named as in the file', () => {
  expect(plain).toContain('snippet.ts · lines 4–5\n  prints the same under every schedule\n  await run(async () => {\n');
});

test('a long line of code is never cut in plain text', () => {
  const narrow = renderLessonText(sampleLesson, { width: 30, section: 'pitfalls' });
  expect(narrow).toContain('    await chan<number>().send(1); // nobody receives\n');
});

test('a caption has each of its facts on one row where it fits', () => {
  const narrow = renderLessonText(sampleLesson, { width: 40, section: 'pitfalls' });
  expect(narrow).toContain('Fixed:\n  lessons/99-sample/pitfalls/1-nobody.fixed.ts\n  prints the same under every schedule\n');
});

test('snippet and example end with the commands that run their programs, each once', () => {
  expect(renderLessonText(sampleLesson, { width: 76, section: 'snippet' })).toMatch(/\n\nTo run:\n {2}concurrency-tutor run lessons\/99-sample\/snippet\.ts --schedules 200\n$/);
  expect(renderLessonText(sampleLesson, { width: 76, section: 'example' })).toMatch(/\n\nTo run:\n {2}concurrency-tutor run lessons\/99-sample\/snippet\.ts --schedules 200\n$/);
  expect(renderLessonText(sampleLesson, { width: 76, section: 'explanation' })).not.toContain('To run:');
});

test('there is no command for a program that is refused before it runs, nor for a module', () => {
  const refused = program('snippet.ts', 'run(1);\n', { mode: 'explore', claims: [{ kind: 'type-error', code: 'TS2345' }] });
  const lesson = { ...sampleLesson, snippet: [refused, program('module.ts', 'export {};\n')].map((each) => ({ kind: 'program', program: each }) as const) };
  expect(renderLessonText(lesson, { width: 76, section: 'snippet' })).not.toContain('To run:');
});

test('a pitfall whose program prints what it should shows a before and an after', () => {
  const [pitfall] = sampleLesson.pitfalls;
  if (pitfall?.fixed === undefined) throw new Error('The sample pitfall has no cure.');
  const design = { ...pitfall, broken: pitfall.fixed, fixed: program('pitfalls/1-better.ts', 'run();\n', { mode: 'explore', claims: [{ kind: 'output', text: '', unordered: true }] }), blocks: [] };
  expect(roleNames(design)).toEqual({ broken: 'Before', fixed: 'After' });
  expect(roleNames(pitfall)).toEqual({ broken: 'Broken', fixed: 'Fixed' });
  const differs = program('pitfalls/1-differs.ts', 'run();\n', { mode: 'explore', claims: [{ kind: 'differs', outputs: ['a', 'b'] }] });
  expect(roleNames({ ...design, broken: differs })).toEqual({ broken: 'Broken', fixed: 'Fixed' });
});

test('a pitfall names its broken and its fixed program once, and ends with the commands that run them', () => {
  const pitfalls = renderLessonText(sampleLesson, { width: 100, section: 'pitfalls' });
  expect(pitfalls).toContain('99.P1 Nobody on the other side');
  expect(pitfalls).toContain('Broken: lessons/99-sample/pitfalls/1-nobody.ts · is caught as a deadlock\n');
  expect(pitfalls).toContain('Fixed: lessons/99-sample/pitfalls/1-nobody.fixed.ts · prints the same under every schedule\n');
  expect(pitfalls).toMatch(/\n\nTo run:\n {2}concurrency-tutor run lessons\/99-sample\/pitfalls\/1-nobody\.ts --schedules 200\n {2}concurrency-tutor run lessons\/99-sample\/pitfalls\/1-nobody\.fixed\.ts --schedules 200\n$/);
  expect(pitfalls.split('Broken:')).toHaveLength(2);
});

test('a question shows its numbered choices, then why each is right or wrong, then the answer', () => {
  const questions = renderLessonText(sampleLesson, { width: 76, section: 'questions' });
  expect(questions).toContain([
    'When does `send` return?', '', '1. At once', '2. When somebody receives', '', 'Answer',
    '✗ 1 is wrong. Only a buffer with room lets it return at once.',
    '✓ 2 is right. An unbuffered send is a meeting.', '', 'Both sides wait for each other.', '',
  ].join('\n'));
});

test('a spot-the-bug item numbers the lines as in the file, from the one after the header, and does not give the verdict away', () => {
  const practice = renderLessonText(sampleLesson, { width: 76, section: 'practice' });
  expect(practice).toContain("\n  2 import { run, chan } from 'concurrency-tutor';\n  3\n  4 await run(");
  expect(practice).toContain('\n  5   await chan<number>().send(1); // nobody receives\n');
  expect(practice).not.toContain('is caught as');
});

test('one section is shown under the title of its lesson', () => {
  const section = renderLessonText(sampleLesson, { width: 76, section: 'where-to-use' });
  expect(section).toBe('Lesson 99: Sample\n\nWHERE TO USE\n────────────\n\nUse it where work can overlap.\n');
});

test('without colour there is no escape sequence in the text', () => {
  expect(plain).not.toContain('\u001b');
});
