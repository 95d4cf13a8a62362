/** A small lesson with every kind of block, pitfall, question and item. */
import type { Block, Inline, Lesson, Program } from '../../src/course/model.ts';
import type { Expectation } from '../../src/course/expectation.ts';

export const text = (words: string): Inline => ({ kind: 'text', text: words });

export const paragraph = (...inline: Inline[]): Block => ({ kind: 'paragraph', inline });

const position = { file: 'lessons/99-sample/lesson.md', line: 1, column: 1 };

export function program(path: string, source: string, expectation?: Expectation): Program {
  const header = expectation === undefined ? '' : '// expect: …\n';
  return {
    path: `lessons/99-sample/${path}`,
    file: `/course/lessons/99-sample/${path}`,
    language: path.endsWith('.go') ? 'go' : 'ts',
    source: header + source,
    shown: source,
    headerLines: expectation === undefined ? 0 : 1,
    ...(expectation === undefined ? {} : { expectation }),
  };
}

const output: Expectation = { mode: 'explore', claims: [{ kind: 'output', text: 'hello\n', unordered: false }] };
const deadlock: Expectation = { mode: 'explore', claims: [{ kind: 'finding', finding: 'deadlock' }] };

const snippet = program('snippet.ts', "import { run } from 'concurrency-tutor';\n\nawait run(async () => {\n\tconsole.log('hello');\n});\n", output);
const twin = program('snippet.go', 'package main\n\nfunc main() {\n\tprintln("hello")\n}\n');
const broken = program('pitfalls/1-nobody.ts', "import { run, chan } from 'concurrency-tutor';\n\nawait run(async () => {\n  await chan<number>().send(1); // nobody receives\n});\n", deadlock);
const fixed = program('pitfalls/1-nobody.fixed.ts', "import { run, chan } from 'concurrency-tutor';\n\nawait run(async () => {\n  await chan<number>(1).send(1);\n});\n", output);

export const sampleLesson: Lesson = {
  id: 'lesson-99',
  number: 99,
  slug: 'sample',
  title: 'Sample',
  status: 'complete',
  goals: ['Say what a sample is'],
  prerequisites: ['goroutines'],
  minutes: 12,
  covers: [],
  folder: '/course/lessons/99-sample',
  explanation: [
    { kind: 'heading', level: 3, inline: [text('First words')] },
    paragraph(text('A goroutine is a function that runs beside the others. Start one with '), { kind: 'code', text: 'go(f)' }, text(' and it is '), { kind: 'strong', children: [text('scheduled')] }, text(', see '), { kind: 'link', url: 'https://go.dev/ref/spec', children: [text('the specification')] }, text('.')),
    { kind: 'list', ordered: true, items: [[paragraph(text('The first item says something that is long enough to be wrapped on a narrow screen.'))], [paragraph(text('The second item is short.'))]] },
    { kind: 'list', ordered: false, items: [[paragraph(text('A bullet.')), { kind: 'list', ordered: false, items: [[paragraph(text('A bullet inside.'))]] }]] },
    { kind: 'table', header: [[text('Operation')], [text('On a closed channel')]], rows: [[[text('send')], [text('panics, always, whatever the buffer holds')]], [[text('receive')], [text('gives what is left, then zero values')]]] },
    { kind: 'quote', blocks: [paragraph(text('Do not communicate by sharing memory.'))] },
    { kind: 'verbatim', language: 'text', text: 'main ──▶ worker\n\tand back' },
    { kind: 'verbatim', language: 'sh', text: 'npm test' },
  ],
  whereToUse: [paragraph(text('Use it where work can overlap.'))],
  snippet: [{ kind: 'program', program: snippet }, { kind: 'program', program: twin }],
  example: [{ kind: 'program', program: snippet, lines: { from: 4, to: 5 } }],
  pitfalls: [{
    id: '99.P1', title: 'Nobody on the other side', position, broken, fixed,
    blocks: [paragraph(text('The send waits for ever.')), { kind: 'program', program: broken }, paragraph(text('Give it a receiver or a buffer.')), { kind: 'program', program: fixed }],
  }],
  questions: [{
    id: '99.Q1', title: 'What blocks?', position,
    ask: { prompt: 'When does `send` return?', choices: [
      { text: 'At once', correct: false, why: 'Only a buffer with room lets it return at once.' },
      { text: 'When somebody receives', correct: true, why: 'An unbuffered send is a meeting.' },
    ] },
    answer: [paragraph(text('Both sides wait for each other.'))],
  }],
  items: [
    { id: '99.P1.spot', type: 'spot-bug', pitfall: '99.P1', prompt: 'Which line is wrong?', program: broken, choices: [
      { text: 'line 5', correct: true, why: 'It sends and nobody receives.' },
      { text: 'line 2', correct: false, why: 'Importing is harmless.' },
    ] },
    { id: '99.multi', type: 'multi', prompt: 'Which of these block?', choices: [
      { text: 'a send on a full channel', correct: true, why: 'There is no room.' },
      { text: 'a receive from an empty channel', correct: true, why: 'There is nothing to take.' },
      { text: 'closing a channel', correct: false, why: 'Closing never waits.' },
    ] },
  ],
  programs: [snippet, twin, broken, fixed],
};
