import type { Context } from 'concurrency-tutor';

/** Where the files are: the real disk (`disk.ts`), or one that a program makes up. Its functions may be called at the same time. */
export interface Disk {
  /** What is in a folder, in no particular order. Throws when the folder cannot be read. */
  list(folder: string): Promise<readonly Entry[]>;
  /** Throws when the file cannot be opened. What has been opened has to be closed. */
  open(path: string): Promise<TextFile>;
}

/** `name` is the last part of the path only: the path of an entry is `${folder}/${name}`. */
export interface Entry {
  readonly name: string;
  /** `other`: links, devices and the like. */
  readonly kind: 'file' | 'folder' | 'other';
}

/** An open file. Ask for one piece after the other. */
export interface TextFile {
  /** The next piece of text, `undefined` at the end. A piece ends anywhere, also in the middle of a line. Throws when it cannot be read. */
  read(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** One line of a file, without its line break. */
export interface Line {
  readonly path: string;
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Something was sold. Returned goods have negative amounts. */
export interface Sale {
  readonly article: string;
  /** Whole cents. */
  readonly cents: number;
}

/** Where the report goes: a file or the console (`outputs.ts`), or whatever a program makes up. */
export interface Output {
  /** Writes one line. Do not call it again before it has returned. Throws when it cannot write. */
  write(line: string): Promise<void>;
  /** Ends the output. Throws when what was written cannot be kept. */
  close(): Promise<void>;
}

export interface Settings {
  readonly disk: Disk;
  /** Where to look for files: in this folder and all folders below it. */
  readonly folder: string;
  /** Only files whose names end so are read. */
  readonly suffix: string;
  /** How many files may be open at the same time. */
  readonly readers: number;
  /** How many calls of `transform` may be going on at the same time. */
  readonly transformers: number;
  /** Makes a sale of a line, or `undefined` if there is none in it. Throws when the line makes no sense. */
  readonly transform: (line: Line, ctx: Context) => Promise<Sale | undefined>;
  readonly output: Output;
}

/** Something that went wrong. The work goes on without it. `error` is the very thing that was thrown. */
export type Problem =
  | { readonly kind: 'folder'; readonly path: string; readonly error: unknown }
  /** The file could not be opened, or not be read to its end. Lines before that count. */
  | { readonly kind: 'file'; readonly path: string; readonly error: unknown }
  | { readonly kind: 'line'; readonly path: string; readonly line: number; readonly error: unknown };

/** All sales of an article together, in cents. */
export interface ArticleTotal {
  readonly article: string;
  /** How many sales. */
  readonly count: number;
  readonly sum: number;
  readonly smallest: number;
  readonly largest: number;
}

export interface Report {
  /** In the order of the articles' names, as `<` compares strings. */
  readonly articles: readonly ArticleTotal[];
  /** Files that were opened. */
  readonly files: number;
  /** Lines that were handed to `transform`: always the sales, the lines without one, and the problems with lines together. */
  readonly lines: number;
  readonly sales: number;
  /** Lines for which `transform` gave `undefined`. */
  readonly skipped: number;
  /** In the order of their paths, as `<` compares strings; those of one file in the order of their lines, and a problem with the file itself last. */
  readonly problems: readonly Problem[];
}

/**
 * Finds the files, reads their lines, makes sales of them, adds these up, and writes the report: one line for each article, in order,
 * such as `tea;3;950;250;400` (article; count; sum; smallest; largest). Then it closes the output and returns the report.
 *
 * All stages work at the same time. At most 200 lines have been read and not yet been handed to `transform`, apart from those in the one
 * piece that each reader has at hand.
 *
 * Throws
 * - a `RangeError` unless `readers` and `transformers` are whole numbers of at least 1; nothing has happened then;
 * - what the output threw when it could not write or close;
 * - `ctx.err()` when the context ended before the report was written. `transform` gets a context that ends with it. What has not
 *   begun by then does not begin, and nothing more is written.
 *
 * Except for the `RangeError`: however it ends, by then every file and the output are closed, each once, and every goroutine has ended.
 */
export async function runPipeline(ctx: Context, settings: Settings): Promise<Report> {
  return notWritten('runPipeline', ctx, settings);
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
