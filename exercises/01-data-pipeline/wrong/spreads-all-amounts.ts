import { semaphore, sync, type Context } from 'concurrency-tutor';

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
  requireWorkers('readers', settings.readers);
  requireWorkers('transformers', settings.transformers);
  const ledger = new Ledger();
  try {
    await readEverything(ctx, settings, ledger);
    const report = await ledger.report();
    await write(ctx, settings.output, report);
    return report;
  } finally {
    await settings.output.close();
  }
}

function requireWorkers(what: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`${what} must be a whole number of at least 1, not ${count}`);
}

/** The readers share one search, and take its next file in turn. */
async function readEverything(ctx: Context, settings: Settings, ledger: Ledger): Promise<void> {
  const search = findFiles(ctx, settings, settings.folder, ledger);
  const turn = new sync.Mutex('search');
  const transforms = new Transforms(ctx, settings, ledger);
  const readers = new sync.WaitGroup();
  for (let i = 0; i < settings.readers; i++) {
    readers.go(async () => {
      for (;;) {
        await turn.lock();
        const next = await search.next();
        turn.unlock();
        if (next.done === true || ctx.err() !== undefined) return;
        await readFile(ctx, settings.disk, next.value, ledger, transforms);
      }
    });
  }
  await readers.wait();
  await transforms.wait();
}

async function* findFiles(ctx: Context, settings: Settings, folder: string, ledger: Ledger): AsyncGenerator<string, void> {
  if (ctx.err() !== undefined) return;
  let entries: readonly Entry[] = [];
  try {
    entries = await settings.disk.list(folder);
  } catch (error) {
    await ledger.problem({ kind: 'folder', path: folder, error });
  }
  for (const { name, kind } of entries) {
    const path = `${folder}/${name}`;
    if (kind === 'file' && name.endsWith(settings.suffix)) yield path;
    if (kind === 'folder') yield* findFiles(ctx, settings, path, ledger);
  }
}

async function readFile(ctx: Context, disk: Disk, path: string, ledger: Ledger, transforms: Transforms): Promise<void> {
  try {
    const file = await disk.open(path);
    try {
      await ledger.opened();
      for await (const line of linesOf(ctx, path, file)) await transforms.start(line);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (ctx.err() === undefined) await ledger.problem({ kind: 'file', path, error });
  }
}

/** The lines of a file, one by one: nothing is read before somebody asks for more than is at hand. */
async function* linesOf(ctx: Context, path: string, file: TextFile): AsyncGenerator<Line, void> {
  let number = 0;
  let rest = '';
  while (ctx.err() === undefined) {
    const piece = await file.read();
    if (piece === undefined) break;
    const texts = (rest + piece).split('\n');
    rest = texts.pop() ?? '';
    for (const text of texts) yield { path, number: ++number, text };
  }
  if (rest !== '' && ctx.err() === undefined) yield { path, number: ++number, text: rest };
}

/** The calls of `transform`: a goroutine for each, and a semaphore over them all. */
class Transforms {
  readonly #ctx: Context;
  readonly #transform: Settings['transform'];
  readonly #ledger: Ledger;
  readonly #free: semaphore.Weighted;
  readonly #running = new sync.WaitGroup();

  constructor(ctx: Context, { transform, transformers }: Settings, ledger: Ledger) {
    this.#ctx = ctx;
    this.#transform = transform;
    this.#ledger = ledger;
    this.#free = new semaphore.Weighted(transformers);
  }

  /** Waits until one more may run. Throws when the context ends first. */
  async start(line: Line): Promise<void> {
    await this.#free.acquire(this.#ctx, 1);
    this.#running.go(async () => {
      await this.#run(line);
      this.#free.release(1);
    });
  }

  async wait(): Promise<void> {
    await this.#running.wait();
  }

  async #run(line: Line): Promise<void> {
    if (this.#ctx.err() !== undefined) return;
    try {
      await this.#ledger.line(await this.#transform(line, this.#ctx));
    } catch (error) {
      await this.#ledger.problem({ kind: 'line', path: line.path, line: line.number, error });
    }
  }
}

/** The totals, and the lock that guards them. */
class Ledger {
  readonly #lock = new sync.Mutex('ledger');
  readonly #totals = new Map<string, number[]>();
  readonly #problems: Problem[] = [];
  #files = 0;
  #lines = 0;
  #sales = 0;

  async opened(): Promise<void> {
    using _locked = await this.#lock.acquire();
    this.#files += 1;
  }

  async line(sale: Sale | undefined): Promise<void> {
    using _locked = await this.#lock.acquire();
    this.#lines += 1;
    if (sale === undefined) return;
    this.#sales += 1;
    const amounts = this.#totals.get(sale.article) ?? [];
    amounts.push(sale.cents);
    this.#totals.set(sale.article, amounts);
  }

  async problem(problem: Problem): Promise<void> {
    using _locked = await this.#lock.acquire();
    this.#problems.push(problem);
    if (problem.kind === 'line') this.#lines += 1;
  }

  async report(): Promise<Report> {
    using _locked = await this.#lock.acquire();
    const failed = this.#problems.filter(({ kind }) => kind === 'line').length;
    return {
      articles: [...this.#totals].map(([article, amounts]) => ({
        article, count: amounts.length, sum: amounts.reduce((sum, cents) => sum + cents, 0), smallest: Math.min(...amounts), largest: Math.max(...amounts),
      })).sort(byArticle), problems: [...this.#problems].sort(byPlace),
      files: this.#files, lines: this.#lines, sales: this.#sales, skipped: this.#lines - this.#sales - failed,
    };
  }
}

function byArticle(a: ArticleTotal, b: ArticleTotal): number {
  return a.article < b.article ? -1 : 1;
}

function byPlace(a: Problem, b: Problem): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return lineOf(a) < lineOf(b) ? -1 : 1;
}

function lineOf(problem: Problem): number {
  return problem.kind === 'line' ? problem.line : Infinity;
}

async function write(ctx: Context, output: Output, { articles }: Report): Promise<void> {
  for (const { article, count, sum, smallest, largest } of articles) {
    throwIfOver(ctx);
    await output.write([article, count, sum, smallest, largest].join(';'));
  }
  throwIfOver(ctx);
}

function throwIfOver(ctx: Context): void {
  const error = ctx.err();
  if (error !== undefined) throw error;
}
