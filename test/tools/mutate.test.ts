import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { loadCourse } from '../../src/course/index.ts';
import type { Exercise } from '../../src/course/model.ts';
import type { Hunt, HuntOptions } from '../../tools/mutate/hunt.ts';
import { Memory } from '../../tools/mutate/memory.ts';
import { argumentsAbout, solutionsArguedAbout } from '../../tools/mutate/argued.ts';
import { mutantsOf, readSolution } from '../../tools/mutate/mutant.ts';
import { equivalents, survivors } from '../../tools/mutate/text.ts';
import { ensureBuilt } from '../support/built.ts';
import { leftToFullTier } from '../support/full-tier.ts';

await ensureBuilt();
const { hunt } = await import('../../tools/mutate/hunt.ts');

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = fileURLToPath(new URL('../fixtures/mutate/', import.meta.url));

const letter: Exercise = {
  id: 'exercise-1', number: 1, slug: 'letter', title: 'A letter', minutes: 1, lessons: [], covers: [], folder: join(fixtures, 'exercises/letter'), task: [], readme: '',
  files: ['letter.ts'], exports: ['letter'], limits: { seconds: 20, memory: 256, schedules: 6 },
  checks: [{ id: 'arrives', description: 'The letter arrives', points: 1, covers: [] }], hints: ['', '', ''], wrong: [], solutions: [],
};

async function memory(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mutate-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'memory.jsonl');
}

async function hunted(solution: string, more: { readonly file: string } & Partial<HuntOptions>): Promise<Hunt> {
  return hunt({
    exercise: letter, solution: join(fixtures, 'solutions/letter', solution), seed: 1, schedules: 3, which: 'all', machinery: 'any', memory: new Memory(more.file), onMutant: () => undefined, ...more,
  });
}

const mistakes = (list: Hunt['judged']): readonly string[] => list.map(({ mutant }) => mutant.mistake).toSorted();

test('a mistake that the suite notices is killed, one that it cannot notice is argued, and the rest survives', { timeout: 120_000 }, async () => {
  const file = await memory();
  const result = await hunted('plain', { file });
  expect(mistakes(result.judged.filter(({ outcome }) => outcome.kind === 'killed'))).toEqual(['dropped await', 'exchanged statements', 'missing send', 'wrong capacity']);
  expect(mistakes(equivalents(result))).toEqual(['wrong capacity']);
  expect(mistakes(survivors(result))).toEqual(['missing close']);
  expect(result.objections).toEqual([]);

  const known = await readFile(file, 'utf8');
  const again = await hunted('plain', { file });
  expect(again.judged).toEqual(result.judged);
  expect(await readFile(file, 'utf8'), 'what is known is not judged again').toBe(known);
});

test('a reason for a mutant that is killed, or that is not there, is an error', { timeout: 120_000 }, async () => {
  const { objections, judged } = await hunted('boastful', { file: await memory(), which: 'argued' });
  expect(judged).toHaveLength(1);
  expect(objections).toEqual([
    'mutants.yaml calls letter.ts/missing-send/6549d8 equivalent, and the check arrives kills it.',
    'mutants.yaml argues about letter.ts/wrong-capacity/000000, and there is no such mutant.',
  ]);
});

test('every kind of mistake between goroutines is made', async () => {
  const mutants = await mutantsOf('work.ts', { source: `
    export async function work(ctx: Context, jobs: Channel<number>): Promise<void> {
      const [own, cancel] = context.withCancel(ctx);
      using _cancel = defer(cancel);
      const wg = new sync.WaitGroup();
      for (let worker = 0; worker < 4; worker++) {
        wg.add(1);
        go(async () => {
          await lock.lock();
          try { while (queue.length === 0) await cond.wait(); } finally { lock.unlock(); }
          const event = await select({ job: jobs, stop: own.done() });
          if (event.case === 'stop') throw own.err();
          wg.done();
          lock.unlock();
        });
      }
      await wg.wait();
      cond.signal();
      out.close();
    }` });
  const made = new Set(mutants.map(({ mistake }) => mistake));
  for (const mistake of [
    'missing close', 'missing unlock', 'lock → nothing', 'missing done', 'missing add', 'missing wake-up', 'missing wait', 'removed defer', 'add inside the goroutine', 'waits instead of starting a goroutine',
    'lost context', 'missing select case', 'swapped select cases', 'dropped error', 'dropped await', 'off by one', 'changed operator', 'negated condition', 'if for while', 'exchanged statements',
    'cleanup only when all goes well', 'removed finally', 'broadcast for signal',
  ]) expect(made, mistake).toContain(mistake);
});

test('what leaves the program the same is no mutant', async () => {
  expect(await mutantsOf('nothing.ts', { source: 'interface Ten { readonly ten: 10 }\nexport type Both = Ten | 3;\n' })).toEqual([]);
  const twice = await mutantsOf('twice.ts', { source: 'if (a) if (b) f();\n' });
  expect(new Set(twice.map(({ source }) => source)).size).toBe(twice.length);
});

test('what the starter gives is not changed: it is not the work of who hands it in', async () => {
  const given = 'export function one(): number {\n  return 1;\n}\n';
  expect(await mutantsOf('given.ts', { source: `${given}\nexport const two = 2;\n`, given })).toMatchObject([{ was: '2', now: '3' }, { was: '2', now: '1' }]);
});

// Making all mutants of all solutions takes a while.
test.skipIf(leftToFullTier('the reasons in solutions/*/mutants.yaml against the mutants of all solutions, half a minute'))('every reason in solutions/*/mutants.yaml is about a mutant that there is, in a solution that there is', { timeout: 120_000 }, async () => {
  const { exercises } = await loadCourse(root);
  for (const exercise of exercises) {
    expect(exercise.solutions.map((folder) => basename(folder)), exercise.id).toEqual(expect.arrayContaining([...solutionsArguedAbout(exercise.solutions[0] ?? '')]));
    for (const folder of exercise.solutions) {
      const reasons = [...argumentsAbout(folder).values()];
      const { own } = await readSolution(exercise, folder);
      const files = [...own].filter(([file]) => reasons.some(({ id }) => id.startsWith(`${file}/`)));
      const mutants = (await Promise.all(files.map(([file, source]) => mutantsOf(file, source)))).flat();
      for (const { id, was, now } of reasons) expect(mutants, `${exercise.id} ${basename(folder)}: ${id}`).toContainEqual(expect.objectContaining({ id, was, now }));
    }
  }
});
