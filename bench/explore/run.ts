/**
 * How many schedules a second the explorer runs on one core, and how many steps. Every contestant once, then every contestant again: what slows the
 * machine down for a while slows all of them. Processor time, so that others on the machine do not count. Run by `npm run bench:explore`; `-- --out`
 * keeps the result.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machine } from '../harness/machine.ts';
import { markdown } from '../harness/markdown.ts';
import { median } from '../harness/measure.ts';
import { contestants, type Contestant, type ProgramName } from './contestants.ts';

const ROUNDS = 5;
/** How many schedules of each program a round takes. */
const cases: readonly (readonly [ProgramName, number])[] = [['nothing', 2_000], ['handOver', 2_000], ['lostUpdates', 2_000], ['pool', 1_000], ['thereAndBack', 10]];

interface Figures {
  readonly schedules: number[];
  readonly steps: number[];
  readonly stepsEach: number[];
}

async function measure(contestant: Contestant, program: ProgramName, schedules: number): Promise<{ readonly seconds: number; readonly steps: number }> {
  const before = process.cpuUsage();
  const steps = await contestant.run(program, schedules);
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, steps };
}

async function measured(all: readonly Contestant[], program: ProgramName, schedules: number): Promise<ReadonlyMap<string, Figures>> {
  const figures = new Map<string, Figures>(all.filter(({ can }) => can(program)).map(({ name }) => [name, { schedules: [], steps: [], stepsEach: [] }]));
  for (let round = -1; round < ROUNDS; round++) {
    for (const contestant of all) {
      const into = figures.get(contestant.name);
      if (!into) continue;
      const { seconds, steps } = await measure(contestant, program, schedules);
      // The first round only warms up.
      if (round < 0) continue;
      into.schedules.push(schedules / seconds);
      into.steps.push(steps / seconds);
      into.stepsEach.push(steps / schedules);
    }
  }
  return figures;
}

const figure = (value: number): string => (Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en-US'));

/** Schedules a second, and how that compares with the first contestant: the median of the rounds' ratios. */
function cellOf(mine: Figures | undefined, first: Figures): string {
  if (!mine) return '';
  const ratio = median(mine.schedules.map((value, round) => value / (first.schedules[round] ?? value)));
  return `**${ratio.toFixed(2)}** <sub>${figure(median(mine.schedules))}/s</sub>`;
}

const all = await contestants();
const rows: string[][] = [['schedules a second', 'steps each', ...all.map(({ name }) => name)]];
const steps: string[][] = [['steps a second', ...all.filter(({ name }) => name !== 'fast-check').map(({ name }) => name)]];
let reload = '';
for (const [program, schedules] of cases) {
  const figures = await measured(all, program, schedules);
  const first = figures.get('a function') as Figures;
  rows.push([program, figure(median(first.stepsEach)), ...all.map(({ name }) => cellOf(figures.get(name), first))]);
  steps.push([program, ...all.filter(({ name }) => name !== 'fast-check').map(({ name }) => figure(median(figures.get(name)?.steps ?? [Number.NaN])))]);
  if (program === 'nothing') {
    const [bare, module] = [median(first.schedules), median(figures.get('a module, evaluated afresh')?.schedules ?? [])];
    const cost = 1e6 / module - 1e6 / bare;
    const much = cost < 1 ? 'too little to be measured' : `${figure(cost)} µs`;
    reload = `To evaluate the module afresh takes ${much} a schedule, on top of the ${figure(1e6 / bare)} µs of a schedule in which nothing happens.\n`;
  }
}
const text = `${machine(ROUNDS, 'cpu')}\nA ratio compares with the first contestant in the same round.\n\n${markdown(rows)}\n${markdown(steps)}\n${reload}`;
console.log(text);
if (process.argv.includes('--out')) writeFileSync(join(import.meta.dirname, '..', 'results', 'explore.md'), `<!-- Written by \`npm run bench:explore -- --out\`. -->\n# Schedules a second\n\n${text}`);
