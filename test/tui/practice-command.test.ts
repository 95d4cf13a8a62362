/** Items that run programs, with the real command in a real terminal: a program is driven to its bug, another is mended in an editor. */
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, launcher } from '../support/built.ts';
import { copyCourse } from '../support/course-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { keys, Terminal } from './terminal.ts';

beforeAll(ensureBuilt, 120_000);

const items = [
  { id: '1.drive', type: 'schedule', prompt: 'Drive it.', program: 'pitfalls/1-nobody-there.ts', goal: { finding: 'deadlock' }, hint: 'h', why: 'Nobody sends.' },
  { id: '1.fix', type: 'fix', prompt: 'Mend it.', program: 'pitfalls/1-nobody-there.ts', solution: 'pitfalls/1-nobody-there.fixed.ts', hint: 'h', why: 'Somebody sends.' },
];

test('a program is driven to its deadlock, its cure is written in an editor, and what was written is kept', { timeout: 120_000 }, async () => {
  await using home = await temporaryFolder();
  await using course = await copyCourse();
  await course.write('lessons/01-goroutines/items.yaml', JSON.stringify(items));
  const cured = await readFile(join(course.root, 'lessons/01-goroutines/pitfalls/1-nobody-there.fixed.ts'), 'utf8');
  // An editor that is quick: the first time it writes nothing that helps, then the cure.
  const editor = join(home.path, 'editor.mjs');
  await writeFile(editor, `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
const file = process.argv[2];
if (readFileSync(file, 'utf8').includes('// mine')) writeFileSync(file, ${JSON.stringify(cured)} + '// mine, too\\n');
else appendFileSync(file, '// mine\\n');
`);
  // Another course than ours keeps its progress in a folder of its own.
  const kept = async (name: string): Promise<string> => {
    for await (const found of glob(`**/${name}`, { cwd: home.path })) return readFile(join(home.path, found), 'utf8');
    throw new Error(`There is no ${name}.`);
  };
  const terminal = new Terminal(process.execPath, [launcher, 'lesson', '1', '--section', 'practice'], {
    columns: 80, rows: 24, cwd: home.path,
    env: { CONCURRENCY_TUTOR_COURSE: course.root, CONCURRENCY_TUTOR_HOME: home.path, VISUAL: `${process.execPath} ${editor}` },
  });
  try {
    await terminal.shows('Drive it.');
    terminal.type(keys.enter);
    await terminal.until('the end', (text) => text.includes('That was it'), 60);
    terminal.type('n');
    await terminal.shows('Mend it.');
    terminal.type('e');
    await terminal.shows('r checks it.');
    terminal.type('r');
    await terminal.until('what is wrong', (text) => text.includes('Not yet.'), 60);
    expect(await kept('practice/lesson-1/1.fix.ts')).toMatch(/numbers\.receive[\s\S]*\/\/ mine\n$/);
    terminal.type('e');
    await terminal.shows('r checks it.');
    terminal.type('r');
    await terminal.until('that it is right', (text) => text.includes('✓ Right: it does what it should'), 60);
    expect(await kept('practice/lesson-1/1.fix.ts')).toMatch(/\/\/ mine, too\n$/);
    terminal.type('qqq');
    expect(await terminal.exitCode()).toBe(0);
    const state = JSON.parse(await kept('state.json'));
    expect(state.lessons['lesson-1'].answers).toMatchObject({ '1.drive': { correct: true }, '1.fix': { correct: true } });
  } finally {
    terminal.close();
  }
});
