/** A correct pipeline in which the later stage asks: a transformer hands its own mailbox to whichever reader has a line. */
import { chan, errgroup, go, select, sync, type Channel, type Context } from 'concurrency-tutor';

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

type Mailbox = Channel<Line>;

export async function runPipeline(ctx: Context, settings: Settings): Promise<Report> {
  requireWorkers('readers', settings.readers);
  requireWorkers('transformers', settings.transformers);
  const ledger = new Ledger();
  const asks = chan<Mailbox>(0, 'asks');
  const over = chan<never>(0, 'over');
  const wanted = chan<Channel<string>>(0, 'wanted');
  const finder = new sync.WaitGroup();
  const found = chan<never>(0, 'found');
  finder.go(async () => {
    await find(ctx, settings, settings.folder, wanted, ledger);
    found.close();
  });
  const readers = new errgroup.Group();
  for (let i = 0; i < settings.readers; i++) await readers.go(() => read(ctx, settings.disk, { wanted, found, asks }, ledger));
  go(async () => {
    await readers.wait();
    over.close();
  });
  const transformers = new errgroup.Group();
  for (let i = 0; i < settings.transformers; i++) await transformers.go(() => transformLines(ctx, settings, { asks, over }, ledger));
  await transformers.wait();
  await readers.wait();
  await finder.wait();
  const report = await ledger.report();
  try {
    await write(ctx, settings.output, report);
  } finally {
    await settings.output.close();
  }
  return report;
}

function requireWorkers(what: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`${what} must be a whole number of at least 1, not ${count}`);
}

async function find(ctx: Context, settings: Settings, folder: string, wanted: Channel<Channel<string>>, ledger: Ledger): Promise<void> {
  const queue = [folder];
  for (let path = queue.shift(); path !== undefined && ctx.err() === undefined; path = queue.shift()) {
    let entries: readonly Entry[] = [];
    try {
      entries = await settings.disk.list(path);
    } catch (error) {
      await ledger.problem({ kind: 'folder', path, error });
    }
    for (const { name, kind } of entries) {
      if (kind === 'folder') queue.push(`${path}/${name}`);
      if (kind !== 'file' || !name.endsWith(settings.suffix)) continue;
      const reader = await select({ wanted, stop: ctx.done() });
      if (reader.case === 'stop' || !reader.ok) return;
      reader.value.trySend(`${path}/${name}`);
    }
  }
}

interface ReaderSide {
  readonly wanted: Channel<Channel<string>>;
  readonly found: Channel<never>;
  readonly asks: Channel<Mailbox>;
}

async function read(ctx: Context, disk: Disk, { wanted, found, asks }: ReaderSide, ledger: Ledger): Promise<void> {
  const mailbox = chan<string>(1, 'path');
  while (ctx.err() === undefined) {
    const event = await select({ asked: select.send(wanted, mailbox), found, stop: ctx.done() });
    if (event.case !== 'asked') return;
    const path = (await mailbox.receive()) ?? '';
    if (ctx.err() !== undefined) return;
    await readFile(ctx, disk, path, asks, ledger).catch(async (error: unknown) => {
      await ledger.problem({ kind: 'file', path, error });
    });
  }
}

async function readFile(ctx: Context, disk: Disk, path: string, asks: Channel<Mailbox>, ledger: Ledger): Promise<void> {
  const file = await disk.open(path);
  try {
    await ledger.opened();
    let rest: string | undefined;
    let number = 0;
    for (let piece = await file.read(); piece !== undefined && ctx.err() === undefined; piece = await file.read()) {
      const texts = ((rest ?? '') + piece).split('\n');
      rest = texts.pop();
      for (const text of texts) if (!(await answer(ctx, asks, { path, number: ++number, text }))) return;
      if (ctx.err() !== undefined) return;
    }
    if (rest !== undefined && rest !== '') await answer(ctx, asks, { path, number: ++number, text: rest });
  } finally {
    await file.close();
  }
}

async function answer(ctx: Context, asks: Channel<Mailbox>, line: Line): Promise<boolean> {
  const event = await select({ asks, stop: ctx.done() });
  if (event.case === 'stop' || !event.ok) return false;
  event.value.trySend(line);
  return true;
}

async function transformLines(ctx: Context, { transform }: Settings, { asks, over }: { readonly asks: Channel<Mailbox>; readonly over: Channel<never> }, ledger: Ledger): Promise<void> {
  const mailbox: Mailbox = chan<Line>(1, 'line');
  for (;;) {
    const event = await select({ asked: select.send(asks, mailbox), over, stop: ctx.done() });
    if (event.case !== 'asked') return;
    const line = await mailbox.receive();
    if (line === undefined || ctx.err() !== undefined) return;
    try {
      await ledger.line(await transform(line, ctx));
    } catch (error) {
      await ledger.problem({ kind: 'line', path: line.path, line: line.number, error });
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
