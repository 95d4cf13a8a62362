/** Watches what a run uses while it works on a question, and ends what is left of it. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canWatch, ProcessTree } from './process-tree.ts';

export interface TreeLimits {
  /** MiB, of all processes together. */
  readonly memory: number;
  readonly processes: number;
  /** MiB in the working folder. */
  readonly disk: number;
  /** Seconds on processors that one question may take, of all processes together. */
  readonly cpu: number;
}

/** What there was too much of. */
export type Excess = { readonly kind: 'out-of-memory' } | { readonly kind: 'limit'; readonly of: 'processor time' | 'processes' | 'disk space' };

export interface WatchOptions {
  /** The first process; `undefined` when it could not be started. */
  readonly root: number | undefined;
  readonly mark: string;
  /** The working folder. */
  readonly folder: string;
  readonly limits: TreeLimits;
}

/** Between two looks, in milliseconds. */
const interval = 250;

export class Watchdog {
  readonly #tree: ProcessTree | undefined;
  readonly #limits: TreeLimits;
  readonly #folder: string;
  #timer: NodeJS.Timeout | undefined;

  constructor({ root, mark, folder, limits }: WatchOptions) {
    this.#tree = canWatch && root !== undefined ? new ProcessTree(root, mark) : undefined;
    this.#limits = limits;
    this.#folder = folder;
  }

  /** Looks again and again. The promise settles only when there is too much of something. */
  watch(): Promise<Excess> {
    const tree = this.#tree;
    this.rest();
    if (tree === undefined) return new Promise(() => undefined);
    return new Promise((resolve) => {
      let cpuBefore: number | undefined;
      this.#timer = setInterval(() => {
        const { memory, processes, cpu } = tree.usage();
        cpuBefore ??= cpu;
        if (memory > this.#limits.memory) resolve({ kind: 'out-of-memory' });
        if (processes > this.#limits.processes) resolve({ kind: 'limit', of: 'processes' });
        if (diskUse(this.#folder) > this.#limits.disk) resolve({ kind: 'limit', of: 'disk space' });
        if (cpu - cpuBefore > this.#limits.cpu) resolve({ kind: 'limit', of: 'processor time' });
      }, interval);
    });
  }

  rest(): void {
    clearInterval(this.#timer);
  }

  /** Ends every process of the run that is still there. */
  kill(): void {
    this.rest();
    this.#tree?.kill();
  }
}

/** Files and folders that are looked at: who has more than that has too much of them. */
const maxEntries = 5000;

/** MiB that a folder takes. */
function diskUse(folder: string): number {
  const room = { entries: maxEntries, bytes: 0 };
  addUse(folder, room);
  return room.entries < 0 ? Infinity : room.bytes / 2 ** 20;
}

function addUse(path: string, room: { entries: number; bytes: number }): void {
  room.entries -= 1;
  if (room.entries < 0) return;
  const entry = lstatSync(path, { throwIfNoEntry: false });
  room.bytes += (entry?.blocks ?? 0) * 512;
  if (entry?.isDirectory() !== true) return;
  for (const name of namesIn(path)) addUse(join(path, name), room);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It may be gone by now, or closed to us.
    return [];
  }
}
