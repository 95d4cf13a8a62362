/** What is known of mutants from earlier runs: one line of JSON each, so that a run that was stopped goes on where it was. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Outcome } from './trial.ts';

interface Line {
  readonly key: string;
  readonly id: string;
  readonly outcome: Outcome;
}

export class Memory {
  readonly #file: string;
  readonly #byKey = new Map<string, Outcome>();
  readonly #byId = new Map<string, Outcome>();

  constructor(file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    for (const text of lines) if (text !== '') this.#keep(JSON.parse(text) as Line);
  }

  /** The outcome under the same suite, judge and runtime. */
  outcome(key: string): Outcome | undefined {
    return this.#byKey.get(key);
  }

  /** The last outcome of a mutant, whatever has changed since. */
  lastOutcome(id: string): Outcome | undefined {
    return this.#byId.get(id);
  }

  add(line: Line): void {
    this.#keep(line);
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  #keep({ key, id, outcome }: Line): void {
    this.#byKey.set(key, outcome);
    this.#byId.set(id, outcome);
  }
}

/** Stands for everything that decides how a program behaves and is judged. */
export function hashOfMachinery(root: string): string {
  const hash = createHash('sha256');
  const files = ['runtime', 'threads', 'explore', 'loader', 'judge'].flatMap((part) => globSync(`${part}/**/*.js`, { cwd: join(root, 'dist') })).toSorted();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, 'dist', file)));
  return hash.digest('hex');
}

export function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
