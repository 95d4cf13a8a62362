import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** One column of the table. */
export type Contestant =
  | { readonly kind: 'node'; readonly name: string; readonly group: 'floor' | 'ours' | 'peer' | 'spike'; readonly module: string; readonly env: NodeJS.ProcessEnv }
  | { readonly kind: 'go'; readonly name: string; readonly group: 'go'; readonly env: NodeJS.ProcessEnv };

/** The packages to compare with, by the name of their file in `implementations/`. */
const peers: ReadonlyMap<string, { readonly package: string; readonly version: string }> = new Map([
  ['thi-ng', { package: '@thi.ng/csp', version: '3.2.44' }],
  ['azerum', { package: '@azerum/ts-csp', version: '0.0.14' }],
  ['channels-ts', { package: 'channels.ts', version: '1.0.2' }],
  ['ts-chan', { package: 'ts-chan', version: '0.6.0' }],
  ['ts-chan-unsafe', { package: 'ts-chan', version: '0.6.0' }],
  ['effect', { package: 'effect', version: '4.1.0' }],
  ['js-csp', { package: 'js-csp', version: '1.0.1' }],
  ['harnyk', { package: '@harnyk/chan', version: '0.1.1' }],
]);

/** Designs that were tried; they take part only when they are asked for. */
const spikes: readonly string[] = ['generators', 'generators-loaded', 'generators-loaded-bare'];

/**
 * Everything that can be compared on this machine.
 * @param builds further builds of this package (each a path to its `index.js`), to be compared with this checkout's
 */
export function contestants(builds: readonly string[]): readonly Contestant[] {
  return [
    node('floor', 'floor'),
    node('floor-try', 'floor'),
    node('ours', 'ours'),
    node('ours-try', 'ours'),
    ...builds.flatMap((build, at) => ['ours', 'ours-try'].map((module) => (
      { ...node(module, 'ours'), name: `${module}@${at + 1}`, env: { BENCH_OURS: path.resolve(build) } }))),
    ...[...peers.keys()].map((name) => node(name, 'peer')),
    ...spikes.map((name) => node(name, 'spike')),
    ...goHere(),
  ];
}

function node(module: string, group: 'floor' | 'ours' | 'peer' | 'spike'): Extract<Contestant, { kind: 'node' }> {
  return { kind: 'node', name: module, group, module, env: {} };
}

function goHere(): readonly Contestant[] {
  if (spawnSync('go', ['version']).status !== 0) return [];
  return [
    { kind: 'go', name: 'go', group: 'go', env: {} },
    { kind: 'go', name: 'go-1', group: 'go', env: { GOMAXPROCS: '1' } },
  ];
}

/** Those that cannot take part because their package is not here. */
export function absent(contestants_: readonly Contestant[]): readonly Contestant[] {
  const places = [path.join(import.meta.dirname, '..'), ...(process.env['BENCH_PEERS'] === undefined ? [] : [process.env['BENCH_PEERS']])];
  return contestants_.filter(({ name }) => {
    const peer = peers.get(name);
    return peer !== undefined && !places.some((place) => existsSync(path.join(place, 'node_modules', peer.package)));
  });
}

/** What is to be known about a package that is not here. */
export function absenceOf({ name }: Contestant): string {
  const peer = peers.get(name);
  return `- ${name}: not installed. The registry this was made with has no ${peer?.package}; where yours has it: \`npm install --prefix bench --no-save ${peer?.package}@${peer?.version}\`\n`;
}
