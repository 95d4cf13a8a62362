/** The box that every platform has: a process of its own, within limits, in an environment made for it. */
import { environment, hasShell, limited, type Box } from './box.ts';
import { canWatch } from './process-tree.ts';
import { trustOf, type Wall } from './walls.ts';

const present: readonly Wall[] = ['process', 'environment', ...(hasShell ? ['limits' as const] : []), ...(canWatch ? ['watch' as const] : [])];

export const ownProcess: Box = {
  trust: trustOf(new Set(present)),
  launch({ args, scratch, cwd = scratch, limits, mark }) {
    const [command = process.execPath, ...rest] = limited([process.execPath, ...args], limits);
    return { command, args: rest, cwd, env: environment(mark, scratch) };
  },
};
