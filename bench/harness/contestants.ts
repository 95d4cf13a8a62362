import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** One column of the table. */
export type Contestant =
  | { readonly kind: 'node'; readonly name: string; readonly group: 'floor' | 'ours' | 'peer' | 'spike'; readonly module: string; readonly env: NodeJS.ProcessEnv }
  | { readonly kind: 'go'; readonly name: string; readonly group: 'go'; readonly env: NodeJS.ProcessEnv };

/** The peers, by the name of their file in `implementations/`. */
const peers: readonly string[] = ['thi-ng', 'azerum', 'channels-ts', 'ts-chan', 'ts-chan-unsafe', 'effect', 'js-csp', 'harnyk'];

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
    ...peers.map((name) => node(name, 'peer')),
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
