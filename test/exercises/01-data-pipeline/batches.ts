/** A correct pipeline that lists all folders at once, passes lines on in small batches, and counts open files with tokens. */
import { chan, go, select, sync, type Channel, type Context } from 'concurrency-tutor';

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

export async function runPipeline(ctx: Context, settings: Settings): Promise<Report> {
  requireWorkers('readers', settings.readers);
  requireWorkers('transformers', settings.transformers);
  const ledger = new Ledger();
  const batches = chan<Line[]>(1, 'batches');
  const paths = chan<string>(3, 'paths');
  const folders = new sync.WaitGroup();
  folders.go(() => list(ctx, settings, settings.folder, { ledger, paths, folders }));
  go(async () => {
    await folders.wait();
    paths.close();
  });
  const transformers = new sync.WaitGroup();
  for (let i = 0; i < settings.transformers; i++) transformers.go(() => transformBatches(ctx, settings, batches, ledger));

  const tokens = chan<true>(settings.readers, 'tokens');
  const files = new sync.WaitGroup();
  for (;;) {
    const token = await select({ free: select.send(tokens, true), stop: ctx.done() });
    if (token.case === 'stop') break;
    const next = await select({ paths, stop: ctx.done() });
    if (next.case === 'stop' || !next.ok || ctx.err() !== undefined) break;
    files.go(async () => {
      await readFile(ctx, settings.disk, next.value, batches, ledger);
      await tokens.receive();
    });
  }
  await files.wait();
  batches.close();
  await transformers.wait();
  await folders.wait();
  try {
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

interface Search {
  readonly ledger: Ledger;
  readonly paths: Channel<string>;
  readonly folders: sync.WaitGroup;
}

async function list(ctx: Context, settings: Settings, folder: string, search: Search): Promise<void> {
  if (ctx.err() !== undefined) return;
  try {
    for (const { name, kind } of await settings.disk.list(folder)) {
      const path = `${folder}/${name}`;
      if (kind === 'folder') search.folders.go(() => list(ctx, settings, path, search));
      if (kind === 'file' && name.endsWith(settings.suffix)) await select({ sent: select.send(search.paths, path), stop: ctx.done() });
    }
  } catch (error) {
    await search.ledger.problem({ kind: 'folder', path: folder, error });
  }
}

async function readFile(ctx: Context, disk: Disk, path: string, batches: Channel<Line[]>, ledger: Ledger): Promise<void> {
  let file: TextFile | undefined;
  try {
    file = await disk.open(path);
    await ledger.opened();
    let text = '';
    let number = 0;
    for (let isOver = false; !isOver && ctx.err() === undefined;) {
      const piece = await file.read();
      isOver = piece === undefined;
      text += piece ?? '';
      const lines: Line[] = [];
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        lines.push({ path, number: ++number, text: text.slice(0, end) });
        text = text.slice(end + 1);
      }
      if (isOver && text !== '') lines.push({ path, number: ++number, text });
      while (lines.length > 0 && ctx.err() === undefined) await select({ sent: select.send(batches, lines.splice(0, 2)), stop: ctx.done() });
    }
  } catch (error) {
    await ledger.problem({ kind: 'file', path, error });
  } finally {
    await file?.close();
  }
}

async function transformBatches(ctx: Context, { transform }: Settings, batches: Channel<Line[]>, ledger: Ledger): Promise<void> {
  for await (const batch of batches) {
    for (const line of batch) {
      if (ctx.err() !== undefined) return;
      try {
        await ledger.line(await transform(line, ctx));
      } catch (error) {
        await ledger.problem({ kind: 'line', path: line.path, line: line.number, error });
      }
    }
  }
}

/** The totals, and the lock that guards them. */
class Ledger {
  readonly #lock = new sync.Mutex('ledger');
  readonly #totals = new Map<string, ArticleTotal>();
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
    const { count = 0, sum = 0, smallest = Infinity, largest = -Infinity } = this.#totals.get(sale.article) ?? {};
    this.#totals.set(sale.article, {
      article: sale.article, count: count + 1, sum: sum + sale.cents, smallest: Math.min(smallest, sale.cents), largest: Math.max(largest, sale.cents),
    });
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
      articles: [...this.#totals.values()].sort(byArticle), problems: [...this.#problems].sort(byPlace),
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
