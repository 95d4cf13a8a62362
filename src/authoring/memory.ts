import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** What the gate has seen pass, by fingerprint. */
export interface Memory {
  knows(fingerprint: string): boolean;
  keep(fingerprint: string): void;
}

/** Enough for many states of a large course; the oldest are forgotten first. */
const mostKept = 20_000;
const version = 1;

/** A memory in a file. What cannot be read counts as forgotten: then more is checked, never less. */
export class MemoryFile implements Memory {
  readonly #path: string;
  readonly #known: Set<string>;

  private constructor(path: string, known: readonly string[]) {
    this.#path = path;
    this.#known = new Set(known);
  }

  /** The memory of the course below `root`, among those kept in `folder`. */
  static async open(folder: string, root: string): Promise<MemoryFile> {
    const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
    const path = join(folder, `${name}.json`);
    return new MemoryFile(path, await readKnown(path));
  }

  knows(fingerprint: string): boolean {
    return this.#known.has(fingerprint);
  }

  keep(fingerprint: string): void {
    // Moved to the end: what was used last is forgotten last.
    this.#known.delete(fingerprint);
    this.#known.add(fingerprint);
  }

  async save(): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    await writeFileAtomic(this.#path, JSON.stringify({ version, passed: [...this.#known].slice(-mostKept) }));
  }
}

async function readKnown(path: string): Promise<readonly string[]> {
  try {
    const data = JSON.parse(await readFile(path, 'utf8')) as { readonly version?: unknown; readonly passed?: unknown };
    return data.version === version && Array.isArray(data.passed) ? data.passed.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
