/**
 * The processes of a run, on Linux: the first one, what it started, what they started, and what has left them by way of a parent that
 * ended. Those that are still known by nothing else are known by the mark in their environment.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { markName } from './box.ts';

export const canWatch = process.platform === 'linux';

export interface Usage {
  readonly processes: number;
  /** MiB in memory. */
  readonly memory: number;
  /** Seconds on a processor, so far. */
  readonly cpu: number;
}

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Ticks since the system started: tells a process from a later one of the same number. */
  readonly since: string;
  readonly ticks: number;
  readonly pages: number;
  readonly state: string;
}

const ticksPerSecond = 100;
const pageSize = 4096;

export class ProcessTree {
  readonly #root: number;
  readonly #mark: string;
  readonly #known = new Map<number, { readonly since: string; readonly ours: boolean }>();
  /** Seconds on a processor of members that are gone. */
  readonly #cpu = new Map<string, number>();

  constructor(root: number, mark: string) {
    this.#root = root;
    this.#mark = mark;
  }

  usage(): Usage {
    const members = this.#members();
    for (const { pid, since, ticks } of members) this.#cpu.set(`${pid} ${since}`, ticks / ticksPerSecond);
    return {
      processes: members.length,
      memory: members.reduce((sum, { pages }) => sum + pages, 0) * pageSize / 2 ** 20,
      cpu: [...this.#cpu.values()].reduce((sum, seconds) => sum + seconds, 0),
    };
  }

  /** Kills what is left of it. A process may start another one while it is being killed, so this looks again. */
  kill(): void {
    for (let round = 0; round < 20; round += 1) {
      const members = this.#members().filter(({ state }) => state !== 'Z');
      if (members.length === 0) return;
      for (const { pid } of members) end(pid);
    }
  }

  #members(): readonly Entry[] {
    const all = entries();
    const byPid = new Map(all.map((entry) => [entry.pid, entry]));
    const verdicts = new Map<number, boolean>();
    const isOurs = (entry: Entry): boolean => {
      const before = verdicts.get(entry.pid);
      if (before !== undefined) return before;
      const parent = byPid.get(entry.parent);
      verdicts.set(entry.pid, false);
      const verdict = entry.pid === this.#root || entry.group === this.#root || this.#wasOurs(entry) || (parent !== undefined && isOurs(parent));
      verdicts.set(entry.pid, verdict);
      return verdict;
    };
    const members = all.filter(isOurs);
    for (const { pid, since } of all) this.#known.set(pid, { since, ours: verdicts.get(pid) === true });
    return members;
  }

  /** Looked up once for each process. */
  #wasOurs({ pid, since }: Entry): boolean {
    const known = this.#known.get(pid);
    return known?.since === since ? known.ours : marks(pid).includes(`${markName}=${this.#mark}`);
  }
}

function entries(): readonly Entry[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? entryOf(Number(name)) ?? [] : []));
}

function entryOf(pid: number): Entry | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name stands in brackets and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state = '', parent, group] = fields;
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    return { pid, state, parent: Number(parent), group: Number(group), since: fields[19] ?? '', ticks, pages: Number(fields[21]) };
  } catch {
    return undefined;
  }
}

function marks(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
