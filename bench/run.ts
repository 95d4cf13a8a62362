import { Command, Option } from 'commander';
import { writeFileSync } from 'node:fs';
import { cases } from './cases/index.ts';
import { absenceOf, absent, contestants } from './harness/contestants.ts';
import { installPeers } from './harness/peers.ts';
import { machine } from './harness/machine.ts';
import { checkProperties, propertyTable } from './harness/properties.ts';
import { runCase, type CaseResults } from './harness/rounds.ts';
import { memoryTable, missingList, speedTable, standingTable } from './harness/table.ts';

interface Options {
  readonly quick?: true;
  readonly case: readonly string[];
  readonly only?: string;
  readonly rounds?: string;
  readonly against: readonly string[];
  readonly properties?: true;
  readonly clock: 'wall' | 'cpu';
  readonly json?: true;
  readonly out?: string;
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, ...value.split(',')];
const options = new Command('bench')
  .description('Compares this package with floors written by hand, other packages and Go.')
  .option('--quick', 'small sizes and one round: shows that everything runs, measures nothing')
  .option('--case <names>', 'only these cases', several, [])
  .option('--only <names>', 'only these contestants: names or groups (floor, ours, peer, go, spike)')
  .option('--rounds <n>', 'rounds (7; with --quick 1)')
  .option('--against <index.js>', 'another build of this package to compare with, such as /tmp/before/dist/index.js', several, [])
  .option('--properties', 'only which packages keep the promises of channels and select')
  .addOption(new Option('--clock <kind>', 'processor time is steadier where others use the machine too').choices(['wall', 'cpu']).default('wall'))
  .option('--json', 'print JSON instead of tables')
  .option('--out <file>', 'write the tables to this file too')
  .parse()
  .opts<Options>();

process.env['BENCH_CLOCK'] = options.clock;
const wanted = options.only?.split(',');
const asked = contestants(options.against).filter(({ name, group }) => (wanted ? wanted.includes(name) || wanted.includes(group) : group !== 'spike'));
if (asked.some(({ group }) => group === 'peer')) installPeers();
const missing = absent(asked);
const chosen = asked.filter((contestant) => !missing.includes(contestant));
const plan = { effort: options.quick ? 'quick' : 'full', rounds: Number(options.rounds ?? (options.quick ? 1 : 7)) } as const;
const verdicts = await checkProperties(chosen.filter(({ group }) => group === 'peer' || options.case.length === 0));
const results: CaseResults[] = [];
for (const case_ of cases) {
  if (options.properties) break;
  if (options.case.length > 0 && !options.case.includes(case_.name)) continue;
  process.stderr.write(`${case_.title} …\n`);
  results.push(await runCase(case_, chosen, plan));
  // A full run takes long: what is known so far can be read while it goes on.
  if (options.out !== undefined) writeFileSync(options.out, text());
}
process.stdout.write(text());
if (options.out !== undefined) writeFileSync(options.out, text());
// What other packages cannot do is a finding; what this one, a floor or Go cannot do is a failure.
const failures = results.flatMap(({ case: { name }, failed }) => chosen.filter((contestant) => contestant.group !== 'peer' && failed.has(contestant.name)).map((contestant) => `${contestant.name}, ${name}`));
if (failures.length > 0) {
  process.stderr.write(`failed: ${failures.join('; ')}\n`);
  process.exitCode = 1;
}

function text(): string {
  return options.json ? json(results) : report();
}

function report(): string {
  const tables = options.properties ? [] : [
    options.quick ? 'Quick: this shows that everything runs, and measures nothing.\n' : machine(plan.rounds, options.clock),
    standingTable(results, chosen, verdicts), speedTable(results, chosen, verdicts), memoryTable(results, chosen), missingList(results, chosen, verdicts) + missing.map((contestant) => absenceOf(contestant)).join(''),
  ];
  return [...tables, propertyTable(verdicts)].filter((part) => part !== '').join('\n');
}

function json(measured: readonly CaseResults[]): string {
  return `${JSON.stringify(measured.map(({ case: { name }, rounds, missing }) => (
    { case: name, rounds: rounds.map((round) => Object.fromEntries(round)), missing: Object.fromEntries(missing) })), undefined, 2)}\n`;
}
