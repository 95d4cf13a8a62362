import { readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { progressDocumentSchema, searchDocumentSchema } from '../../src/report/index.ts';
import { ensureBuilt } from '../support/built.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tutor } from '../support/tutor.ts';

beforeAll(ensureBuilt, 120_000);

/** The course that comes with the program. */
const wholeCourse = { CONCURRENCY_TUTOR_COURSE: '' };

describe('search', () => {
  test.for<[words: string, pitfall: string]>([
    ['send on closed channel', '3.P3'],
    ['negative WaitGroup counter', '2.P4'],
    ['nil channel waits for ever', '3.P4'],
  ])('the words of the message “%s” lead to pitfall %s', async ([words, pitfall]) => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await tutor(['search', ...words.split(' '), '--json'], { cwd: folder.path, env: wholeCourse });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const document = searchDocumentSchema.parse(JSON.parse(stdout));
    expect(document.hits.map(({ id }) => id)).toContain(pitfall);
  });

  test('each place comes with its lesson and the command that shows it', async () => {
    await using folder = await temporaryFolder();
    const { code, stdout } = await tutor(['search', 'negative', 'counter', '--limit', '1'], { cwd: folder.path, env: wholeCourse });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^One done too many {2}pitfall, lesson 2, Wait groups\n[^]*concurrency-tutor lesson 2 --section pitfalls\n[^]*--limit \d+ shows them\.\n$/);
  });

  test('a word that is nowhere is said to be nowhere', async () => {
    await using folder = await temporaryFolder();
    const { code, stdout } = await tutor(['search', 'xylophone'], { cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing in the course has “xylophone”. Try one word less, or the words of the\nmessage that you saw.\n' });
  });

  test('a limit that is no number is refused', async () => {
    await using folder = await temporaryFolder();
    const { code, stderr } = await tutor(['search', 'close', '--limit', 'few'], { cwd: folder.path });
    expect(code).toBe(2);
    expect(stderr).toContain('Give a whole number from 1 on.');
  });
});

describe('troubleshoot', () => {
  test('alone it lists what can go wrong', async () => {
    await using folder = await temporaryFolder();
    const { code, stdout } = await tutor(['troubleshoot'], { cwd: folder.path, env: wholeCourse });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}leak +Memory grows, and with it the number of goroutines$/m);
  });

  test.for<[what: string, words: string, title: string]>([
    ['the words of a message', 'panic: send on closed channel', 'The program panics with send on closed channel'],
    ['a finding\'s kind', 'lost-cancel', 'A context is made, and its cancel function is never called'],
    ['a name from the list', 'fast-producer', 'A queue fills up because the producer is faster than the consumer'],
  ])('%s lead to what to do', async ([, words, title]) => {
    await using folder = await temporaryFolder();
    const { code, stdout } = await tutor(['troubleshoot', ...words.split(' ')], { cwd: folder.path, env: wholeCourse });
    expect(code).toBe(0);
    expect(stdout.startsWith(`${title}\n`)).toBe(true);
    expect(stdout).toMatch(/What to do\n {2}1\. [^]*Explained in\n {2}\d+\.[PQ]\d/);
  });

  test('words that describe nothing are refused with a way on', async () => {
    await using folder = await temporaryFolder();
    const { code, stderr } = await tutor(['troubleshoot', 'xylophone'], { cwd: folder.path, env: wholeCourse });
    expect(code).toBe(2);
    expect(stderr).toContain('concurrency-tutor search');
  });
});

describe('progress', () => {
  test('shows for every concept what somebody can do, and what is still to do', async () => {
    await using folder = await temporaryFolder();
    const run = (...args: string[]) => tutor(args, { cwd: folder.path, env: wholeCourse });
    const criterion = async (id: string) => progressDocumentSchema.parse(JSON.parse((await run('progress', '--json')).stdout)).lessons.flatMap(({ criteria }) => criteria).find((one) => one.id === id);
    expect(await criterion('directions')).toEqual({
      id: 'directions', text: 'I can give each function only the end of the channel that it needs.', state: 'open', evidence: ['5.P1', '5.P3', '5.Q1'], missing: ['5.P1', '5.P3', '5.Q1'],
    });
    await run('lesson', '5', '--plain');
    const file = `${folder.path}/.home/state.json`;
    const state = JSON.parse(await readFile(file, 'utf8')) as { lessons: Record<string, { answers: Record<string, unknown> }> };
    (state.lessons['lesson-5'] as { answers: Record<string, unknown> }).answers['5.Q1'] = { choice: 0, correct: true, at: '2026-01-01T00:00:00.000Z' };
    await writeFile(file, JSON.stringify(state));
    expect(await criterion('directions')).toMatchObject({ state: 'begun', missing: ['5.P1', '5.P3'] });
    const { code, stdout } = await run('progress');
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('• I can give each function only the end of the channel that it needs. (to do: 5.P1, 5.P3)');
  });
});
