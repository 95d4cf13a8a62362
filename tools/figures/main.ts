/**
 * How many schedules it takes to find what is known to be there.
 *
 *     npm run figures -- kernels  [--seeds 20]    the bug kernels and mechanisms of test/kernels
 *     npm run figures -- pitfalls [--seeds 100]   the broken programs of the lessons
 *
 * Writes `bench/results/kernels.md` and `bench/results/pitfalls.md`.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCourse } from '../../src/course/index.ts';
import { claimedFiles, claimedFunctions, compare, type ClaimedProgram } from './claimed-program.ts';
import { catchPitfall, isEndless, loadPitfall, pitfallsOf, wanted } from './pitfalls.ts';
import { search, searchHead, searchRow, type Search } from './search.ts';

const root = resolve(import.meta.dirname, '..', '..');
const SCHEDULES = 200;

const { values, positionals: [what] } = parseArgs({ allowPositionals: true, options: { seeds: { type: 'string' } } });
const figures = { kernels, pitfalls };
if (what === 'kernels' || what === 'pitfalls') await figures[what]();
else {
  console.error('say what is to be measured: kernels or pitfalls');
  process.exitCode = 2;
}

async function kernels(): Promise<void> {
  const seeds = Number(values.seeds ?? 20);
  const folder = join(root, 'test', 'kernels');
  const look = async (programs: readonly ClaimedProgram[]): Promise<readonly Search[]> => inTurn(programs, (program) =>
    search(program.name, [program.kind, program.detail ?? ''].join(' ').trim(), seeds, (seed) => compare(program, { schedules: SCHEDULES, seed, shrink: false })));
  const kernelSearches = await look(claimedFiles(folder));
  const mechanismSearches = await look(claimedFunctions(join(folder, 'mechanisms')));
  write('kernels', seeds, [
    '## Kernels of real bugs', '', ...table(kernelSearches), '',
    '## Mechanisms', '', ...table(mechanismSearches),
  ]);
  complain([...kernelSearches, ...mechanismSearches], 1);
}

async function pitfalls(): Promise<void> {
  const seeds = Number(values.seeds ?? 100);
  const searches = await inTurn(pitfallsOf(await loadCourse(root)), async (pitfall) => {
    const loaded = await loadPitfall(pitfall, root);
    return search(pitfall.name, wanted(pitfall), isEndless(pitfall) ? Math.ceil(seeds / 50) : seeds, (seed) => catchPitfall(pitfall, loaded, { schedules: SCHEDULES, seed, shrink: false }));
  });
  write('pitfalls', seeds, table(searches));
  complain(searches, 0.95);
}

async function inTurn<T>(items: readonly T[], each: (item: T) => Promise<Search>): Promise<readonly Search[]> {
  const searches: Search[] = [];
  for (const item of items) {
    searches.push(await each(item));
    process.stderr.write(`${searchRow(searches.at(-1) as Search)}\n`);
  }
  return searches;
}

function table(searches: readonly Search[]): readonly string[] {
  return [...searchHead, ...searches.map(searchRow)];
}

function write(name: string, seeds: number, lines: readonly string[]): void {
  const head = [
    `<!-- Written by \`npm run figures -- ${name} --seeds ${seeds}\`. -->`,
    `The number of the first schedule that shows the finding, with all it has to name, among ${SCHEDULES} schedules of the default portfolio; for seed 1, and over the seeds 1 to ${seeds}.`,
    `Node ${process.versions.node}, ${cpus()[0]?.model ?? 'an unknown processor'}; the numbers depend on the seeds alone.`,
    '',
  ];
  writeFileSync(join(root, 'bench', 'results', `${name}.md`), `${[...head, ...lines].join('\n')}\n`);
}

/** Fails when something was found with fewer seeds than it should be. */
function complain(searches: readonly Search[], share: number): void {
  const missed = searches.filter(({ schedules }) => schedules.filter((number) => number !== undefined).length < share * schedules.length);
  if (missed.length === 0) return;
  for (const { name, objections } of missed) console.error([name, ...objections.slice(0, 3)].join('\n  '));
  process.exitCode = 1;
}
