import { createHash } from 'node:crypto';
import type { SourceSite } from '../../runtime/sites.ts';
import type { SiteNumber } from './accesses.ts';

/** An access as its author wrote it. Lines and columns count from 1. */
export interface AccessSite extends SourceSite {
  /** What is accessed, in the author's words: `this.count`. */
  readonly text: string;
}

/** The accesses of one file, as plain data: line, column and text of each, by number. */
export interface FileSites {
  /** Path relative to the root of the program. */
  readonly file: string;
  /** The number of the first one. */
  readonly base: SiteNumber;
  readonly sites: readonly (readonly [line: number, column: number, text: string])[];
}

/** Accesses a file may have. */
const MOST_SITES = 1 << 14;

/**
 * Where the numbers of a file begin. Made of its path, so that it depends neither on the order in which files are read nor on the others;
 * two files of one program will hardly have the same.
 */
export function siteBase(file: string): SiteNumber {
  return (createHash('sha256').update(file).digest().readUInt32BE(0) >>> 15) * MOST_SITES;
}

/** Finds accesses by their numbers. */
export class SiteTable {
  readonly #files: ReadonlyMap<SiteNumber, FileSites>;

  constructor(files: readonly FileSites[]) {
    this.#files = new Map(files.map((file) => [file.base, file]));
  }

  site(number: SiteNumber): AccessSite | undefined {
    const base = number - (number % MOST_SITES);
    const file = this.#files.get(base);
    const found = file?.sites[number - base];
    if (!file || !found) return undefined;
    const [line, column, text] = found;
    return { file: file.file, line, column, text };
  }
}

/** Collects the accesses of a file while it is instrumented. */
export class SiteList {
  /** The number of the first one. */
  readonly base: SiteNumber;
  readonly #file: string;
  readonly #sites: (readonly [number, number, string])[] = [];

  constructor(file: string) {
    this.#file = file;
    this.base = siteBase(file);
  }

  /** @returns the number of a new one; the last one's, when the file has too many */
  add(line: number, column: number, text: string): SiteNumber {
    if (this.#sites.length < MOST_SITES) this.#sites.push([line, column, text]);
    return this.base + this.#sites.length - 1;
  }

  data(): FileSites {
    return { file: this.#file, base: this.base, sites: this.#sites };
  }
}
