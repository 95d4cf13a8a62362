/**
 * How long commands take, in multiples of `node -e 0`. Everything once, then everything again, so that what slows the machine
 * down for a while slows all of it. Run by `npm run bench:check`; `-- --out` keeps the result, `-- --rounds 15` takes longer.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { machine } from '../harness/machine.ts';
import { markdown } from '../harness/markdown.ts';
import { median } from '../harness/measure.ts';
import { env, launcher, makePlaces, vitest } from './trivial.ts';
import { startWatch } from './watched.ts';

const at = process.argv.indexOf('--rounds');
const ROUNDS = at < 0 ? 9 : Number(process.argv[at + 1]);
const places = makePlaces();
const figures = new Map<string, number[]>();

const commands: readonly (readonly [string, readonly string[], string])[] = [
  ['node -e 0', ['-e', '0'], places.folder],
  ['--version', [launcher, '--version'], places.workspace],
  ['--help', [launcher, '--help'], places.workspace],
  ['list --json', [launcher, 'list', '--json'], places.workspace],
  ['check, cold', [launcher, 'check', '1', '--schedules', '1'], places.workspace],
  ['vitest run, a trivial suite', [vitest, 'run'], places.suite],
];

function keep(name: string, milliseconds: number): void {
  figures.set(name, [...(figures.get(name) ?? []), milliseconds]);
}

function timed(args: readonly string[], cwd: string, isList: boolean): number {
  const start = performance.now();
  // The built-in course is the one that the build prepares.
  const ended = spawnSync(process.execPath, args, { cwd, env: isList ? { ...env, CONCURRENCY_TUTOR_COURSE: '' } : env, encoding: 'utf8' });
  const milliseconds = performance.now() - start;
  if (ended.status !== 0) throw new Error(`${args.join(' ')} ended with ${ended.status}:\n${ended.stdout}${ended.stderr}`);
  return milliseconds;
}

const watched = await startWatch(places);
for (let round = -1; round < ROUNDS; round++) {
  const now = commands.map(([name, args, cwd]) => [name, timed(args, cwd, name === 'list --json')] as const);
  const { begun, first, verdict } = await watched.save();
  // The first round only warms up.
  if (round < 0) continue;
  for (const [name, milliseconds] of [...now, ['watch: a save is noticed', begun], ['watch: then the first result', first], ['watch: then the verdict', verdict]] as const) keep(name, milliseconds);
}
await watched.stop();
rmSync(places.folder, { recursive: true, force: true });

const base = figures.get('node -e 0') ?? [];
const bare = figures.get('vitest run, a trivial suite') ?? [];
const ratio = (mine: readonly number[], other: readonly number[]): string => `${median(mine.map((value, round) => value / (other[round] ?? value))).toFixed(2)} (${(Math.min(...mine) / Math.min(...other)).toFixed(2)})`;
const rows = [['', 'ms', 'fastest', '× node -e 0', '× vitest run'], ...[...figures].map(([name, mine]) => [name, median(mine).toFixed(0), Math.min(...mine).toFixed(0), ratio(mine, base), ratio(mine, bare)])];
const text = `${machine(ROUNDS, 'wall')}\nA ratio is the median of the rounds' own; in brackets that of the fastest times.\n\n${markdown(rows)}`;
console.log(text);
if (process.argv.includes('--out')) writeFileSync(join(import.meta.dirname, '..', 'results', 'check.md'), `<!-- Written by \`npm run bench:check -- --out\`. -->\n# How long commands take\n\n${text}`);
