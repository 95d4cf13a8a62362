import { chan, go, select, sync, type Context, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

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

/** What the stages tell the aggregator. */
type Fact =
  | { readonly kind: 'file' }
  | { readonly kind: 'line'; readonly sale: Sale | undefined }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** What a stage needs besides its input. */
interface Stage {
  readonly ctx: Context;
  readonly settings: Settings;
  readonly facts: SendChannel<Fact>;
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
  const report = await aggregate(startStages(ctx, settings));
  await write(ctx, settings.output, report);
  await settings.output.close();
  return report;
}

function requireWorkers(what: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`${what} must be a whole number of at least 1, not ${count}`);
}

/** The facts end when every stage has ended. */
function startStages(ctx: Context, settings: Settings): ReceiveChannel<Fact> {
  const paths = chan<string>(0, 'paths');
  const lines = chan<Line>(32, 'lines');
  const facts = chan<Fact>(32, 'facts');
  const stage = { ctx, settings, facts };
  const finder = startStage(1, () => find(stage, settings.folder, paths));
  const readers = startStage(settings.readers, () => readAll(stage, paths, lines));
  const transformers = startStage(settings.transformers, () => transformAll(stage, lines));
  closeAfter(paths, finder);
  closeAfter(lines, readers);
  closeAfter(facts, finder, readers, transformers);
  return facts;
}

/** Runs a stage in `workers` goroutines. */
function startStage(workers: number, work: () => Promise<void>): sync.WaitGroup {
  const wg = new sync.WaitGroup();
  for (let i = 0; i < workers; i++) wg.go(work);
  return wg;
}

/** Closes a channel when everybody who sends there has ended. */
function closeAfter(out: SendChannel<never>, ...senders: readonly sync.WaitGroup[]): void {
  go(async () => {
    for (const stage of senders) await stage.wait();
    out.close();
  });
}

async function find(stage: Stage, folder: string, paths: SendChannel<string>): Promise<void> {
  const { ctx, settings: { disk, suffix }, facts } = stage;
  if (ctx.err() !== undefined) return;
  let entries: readonly Entry[];
  try {
    entries = await disk.list(folder);
  } catch (error) {
    await facts.send({ kind: 'problem', problem: { kind: 'folder', path: folder, error } });
    return;
  }
  for (const { name, kind } of entries) {
    const path = `${folder}/${name}`;
    if (kind === 'file' && name.endsWith(suffix) && !(await send(ctx, paths, path))) return;
    if (kind === 'folder') await find(stage, path, paths);
  }
}

async function readAll(stage: Stage, paths: ReceiveChannel<string>, lines: SendChannel<Line>): Promise<void> {
  for await (const path of paths) {
    if (stage.ctx.err() !== undefined) return;
    try {
      await readFile(stage, path, lines);
    } catch (error) {
      await stage.facts.send({ kind: 'problem', problem: { kind: 'file', path, error } });
    }
  }
}

async function readFile({ ctx, settings: { disk }, facts }: Stage, path: string, lines: SendChannel<Line>): Promise<void> {
  const file = await disk.open(path);
  try {
    await facts.send({ kind: 'file' });
    let rest = '';
    let number = 0;
    while (ctx.err() === undefined) {
      const piece = await file.read();
      const texts = (rest + (piece ?? '')).split('\n');
      rest = texts.pop() ?? '';
      if (piece === undefined && rest !== '') texts.push(rest);
      for (const text of texts) if (!(await send(ctx, lines, { path, number: ++number, text }))) return;
      if (piece === undefined) return;
    }
  } finally {
    await file.close();
  }
}

async function transformAll({ ctx, settings: { transform }, facts }: Stage, lines: ReceiveChannel<Line>): Promise<void> {
  for await (const line of lines) {
    if (ctx.err() !== undefined) return;
    try {
      await facts.send({ kind: 'line', sale: await transform(line, ctx) });
    } catch (error) {
      await facts.send({ kind: 'problem', problem: { kind: 'line', path: line.path, line: line.number, error } });
    }
  }
}

/** Sends unless the context ends first. Gives whether it has sent. */
async function send<T>(ctx: Context, out: SendChannel<T>, value: T): Promise<boolean> {
  const event = await select({ sent: select.send(out, value), stop: ctx.done() });
  return event.case === 'sent';
}

/** The only goroutine that knows the totals. */
async function aggregate(facts: ReceiveChannel<Fact>): Promise<Report> {
  const totals = new Map<string, ArticleTotal>();
  const problems: Problem[] = [];
  const counts = { files: 0, lines: 0, sales: 0, skipped: 0 };
  for await (const fact of facts) {
    switch (fact.kind) {
      case 'file': counts.files += 1; break;
      case 'problem':
        problems.push(fact.problem);
        if (fact.problem.kind === 'line') counts.lines += 1;
        break;
      case 'line':
        counts.lines += 1;
        if (fact.sale === undefined) counts.skipped += 1;
        else {
          counts.sales += 1;
          totals.set(fact.sale.article, added(totals.get(fact.sale.article), fact.sale));
        }
        break;
    }
  }
  return { articles: [...totals.values()].sort(byArticle), problems: problems.sort(byPlace), ...counts };
}

function added(total: ArticleTotal | undefined, { article, cents }: Sale): ArticleTotal {
  if (total === undefined) return { article, count: 1, sum: cents, smallest: cents, largest: cents };
  return { article, count: total.count + 1, sum: total.sum + cents, smallest: Math.min(total.smallest, cents), largest: Math.max(total.largest, cents) };
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
