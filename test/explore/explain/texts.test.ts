import { expect, test } from 'vitest';
import { exploreProgram, lessonFor } from '../../../src/explore/index.ts';
import { loadText } from '../load-text.ts';
import { samples, type Sample } from './programs.ts';

/** What is said of a program: the finding, the paragraph, the next step, and where the course explains it. */
async function textOf({ kind, detail, main }: Sample): Promise<string> {
  const program = await loadText(
    `import { chan, context, errgroup, go, gosched, nilChan, panic, run, select, signal, sync, time } from 'concurrency-tutor';\n\nawait run(async () => {${main}\n});\n`, 'told');
  const { report } = await exploreProgram(program, { schedules: 20, strategy: 'random', stopAfter: 1 });
  const [finding] = report.findings;
  expect({ main, kind: finding?.kind, detail: finding?.detail }).toEqual({ main, kind, detail });
  const lesson = lessonFor(finding?.topic ?? '');
  return `${finding?.topic}\n${finding?.message}\nNext: ${finding?.nextStep}\nPitfall ${lesson?.pitfall}`;
}

test('each kind of finding is explained in the author\'s own names (vitest -u renews the file)', { timeout: 60_000 }, async () => {
  const texts: string[] = [];
  for (const [name, sample] of Object.entries(samples)) texts.push(`## ${name}\n${sample.main.replace(/^\n/, '')}\n\n${await textOf(sample)}\n`);
  await expect(texts.join('\n')).toMatchFileSnapshot('texts.txt');
});
