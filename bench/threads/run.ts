import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { markdown } from '../harness/markdown.ts';
import { machine } from '../harness/machine.ts';
import { installPeers } from '../harness/peers.ts';
import { contestants } from './contestants.ts';
import { cases } from './kinds.ts';

const options = new Command('bench:threads')
  .description('Compares threads with a ring written by hand, what Node has, other packages and Go; all in one run.')
  .option('--quick', 'small sizes and one round: shows that everything runs, measures nothing')
  .option('--rounds <n>', 'rounds (5; with --quick 1)')
  .option('--case <names>', 'only these cases')
  .option('--out <file>', 'write the table to this file too')
  .parse()
  .opts<{ readonly quick?: true; readonly rounds?: string; readonly case?: string; readonly out?: string }>();

const rounds = Number(options.rounds ?? (options.quick ? 1 : 5));
const start = promisify(execFile);
installPeers();
const goProgram = buildGo();

/** The Go program, or nothing where Go is not installed. */
function buildGo(): string | undefined {
  const file = join(mkdtempSync(join(tmpdir(), 'bench-threads-')), 'threads');
  return spawnSync('go', ['build', '-o', file, '.'], { cwd: join(import.meta.dirname, 'go'), stdio: ['ignore', 2, 2] }).status === 0 ? file : undefined;
}

async function measure(name: string, caseName: string, size: number): Promise<number | null> {
  const [file, args] = name === 'Go' ? [goProgram ?? '', [caseName, String(size)]] : [process.execPath, [join(import.meta.dirname, 'child.ts'), name, caseName, String(size)]];
  try {
    const { stdout } = await start(file, args, { timeout: 60_000, env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null') as number | null;
  } catch (error) {
    process.stderr.write(`${name}, ${caseName}: ${String(error).slice(0, 300)}\n`);
    return null;
  }
}

function median(figures: readonly number[]): number | undefined {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];
}

function shown(figure: number | undefined, unit: string): string {
  if (figure === undefined) return '–';
  if (unit !== '1/s') return `${figure.toFixed(2)} ${unit}`;
  return figure >= 1e6 ? `${(figure / 1e6).toFixed(2)} M/s` : `${(figure / 1e3).toFixed(figure >= 1e5 ? 0 : 1)} k/s`;
}

const names = [...Object.keys(contestants), ...(goProgram === undefined ? [] : ['Go'])];
const rows: string[][] = [['', ...names]];
for (const { name: caseName, title, unit, size } of cases) {
  if (options.case !== undefined && !options.case.split(',').includes(caseName)) continue;
  process.stderr.write(`${title} …\n`);
  const figures = new Map<string, number[]>();
  // One after the other in each round, so that what the machine does meanwhile meets them all.
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const figure = await measure(name, caseName, options.quick ? Math.ceil(size / 50) : size);
      if (figure !== null) figures.set(name, [...(figures.get(name) ?? []), figure]);
    }
  }
  const ours = median(figures.get('concurrency-tutor') ?? []);
  rows.push([title, ...names.map((name) => {
    const figure = median(figures.get(name) ?? []);
    const ratio = figure === undefined || ours === undefined || name === 'concurrency-tutor' ? '' : ` (×${(figure / ours).toFixed(2)})`;
    return `${shown(figure, unit)}${ratio}`;
  })]);
  if (options.out !== undefined) writeFileSync(options.out, text());
}
process.stdout.write(text());

function text(): string {
  return `# Threads\n\nMade by \`npm run bench:threads\`. Medians; in brackets the ratio to concurrency-tutor.\n\n${markdown(rows)}\n${machine(rounds, 'wall')}`;
}
