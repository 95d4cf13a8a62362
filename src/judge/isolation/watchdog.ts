/** Watches what a run uses while it works on a question, and ends what is left of it. */
import { canWatch, ProcessTree } from './process-tree.ts';

export interface TreeLimits {
  /** MiB, of all processes together. */
  readonly memory: number;
  readonly processes: number;
  /** Seconds on processors that one question may take, of all processes together. */
  readonly cpu: number;
}

/** What there was too much of. */
export type Excess = { readonly kind: 'out-of-memory' } | { readonly kind: 'limit'; readonly of: 'processor time' | 'processes' };

/** Between two looks, in milliseconds. */
const interval = 250;

export class Watchdog {
  readonly #tree: ProcessTree | undefined;
  readonly #limits: TreeLimits;
  #timer: NodeJS.Timeout | undefined;

  /** `root`: the first process; `undefined` when it could not be started. */
  constructor(root: number | undefined, mark: string, limits: TreeLimits) {
    this.#tree = canWatch && root !== undefined ? new ProcessTree(root, mark) : undefined;
    this.#limits = limits;
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
