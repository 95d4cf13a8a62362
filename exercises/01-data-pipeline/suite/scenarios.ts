import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { context, go, Panic, select, time, type Context } from 'concurrency-tutor';
import { realDisk } from '../starter/disk.ts';
import { toFile } from '../starter/outputs.ts';
import { runPipeline, type ArticleTotal, type Line, type Problem, type Report, type Sale } from '../starter/pipeline.ts';
import { Log, type Event } from './log.ts';
import { MadeUpDisk, MadeUpOutput, PlannedError, type FilePlan, type FolderPlan, type Times } from './made-up-disk.ts';

export interface Script {
  readonly folders: readonly FolderPlan[];
  readonly files: readonly FilePlan[];
  readonly readers: number;
  readonly transformers: number;
  readonly times: Times;
  readonly output: 'works' | 'cannot write' | 'cannot close';
  /** When the context is cancelled. Neither: it never ends. */
  readonly cancelAt?: number;
  /** The context's timeout. */
  readonly within?: number;
}

/** A problem as plain data. `error` is what was planned, or how something else looks. */
export interface PlainProblem { readonly kind: Problem['kind']; readonly path: string; readonly line?: number; readonly error: string }
export type PlainReport = Omit<Report, 'problems'> & { readonly problems: readonly PlainProblem[] };
export type End = { readonly kind: 'returned'; readonly report: PlainReport } | { readonly kind: 'threw'; readonly error: string };
export interface History { readonly events: readonly Event[]; readonly end: End }

/** Runs a pipeline on a made-up disk, and goes on looking for a while after it has ended. */
export async function perform(script: Script): Promise<History> {
  const log = new Log();
  const [ctx, cancel] = script.within === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), script.within);
  if (script.cancelAt !== undefined) {
    const at = script.cancelAt;
    go(async () => {
      await time.sleep(at);
      log.write({ what: 'cancel' });
      cancel();
    });
  }
  const end = await endOf(() => runPipeline(ctx, {
    disk: new MadeUpDisk(log, script.folders, script.files, script.times),
    folder: '/shops',
    suffix: '.csv',
    readers: script.readers,
    transformers: script.transformers,
    transform: (line, own) => transform(log, script.times.transform, line, own),
    output: new MadeUpOutput(log, script.times.write, script.output),
  }));
  log.write({ what: 'ended' });
  await time.sleep(time.Hour);
  cancel();
  return { events: log.read(), end };
}

/** Remarks take five times as long as sales, so that transformers are not done at the same time. */
async function transform(log: Log, takes: number, line: Line, ctx: Context): Promise<Sale | undefined> {
  const { path, number, text } = line;
  log.write({ what: 'transform', path, number, text });
  const event = await select({ stop: ctx.done(), late: time.after(text.startsWith('#') ? takes * 5 : takes) });
  if (event.case === 'stop') {
    log.write({ what: 'saw cancellation', path, number });
    throw ctx.err();
  }
  log.write({ what: 'transformed', path, number, text });
  return saleIn(line);
}

function saleIn({ path, number, text }: Line): Sale | undefined {
  if (text.startsWith('#')) return undefined;
  const [article = '', cents = ''] = text.split(';');
  if (article === '' || !/^-?\d+$/.test(cents)) throw new PlannedError(`no sale in line ${number} of ${path}`);
  return { article, cents: Number(cents) };
}

async function endOf(run: () => Promise<Report>): Promise<End> {
  try {
    return { kind: 'returned', report: plainReport(await run()) };
  } catch (error) {
    if (error instanceof Panic) throw error;
    return { kind: 'threw', error: errorText(error) };
  }
}

function plainReport(report: Report): PlainReport {
  const { articles, files, lines, sales, skipped, problems } = report;
  return { articles: articles.map(plainTotal), files, lines, sales, skipped, problems: problems.map(plainProblem) };
}

function plainTotal({ article, count, sum, smallest, largest }: ArticleTotal): ArticleTotal {
  return { article, count, sum, smallest, largest };
}

function plainProblem(problem: Problem): PlainProblem {
  const { kind, path, error } = problem;
  return { kind, path, ...(problem.kind === 'line' ? { line: problem.line } : {}), error: errorText(error) };
}

function errorText(error: unknown): string {
  if (error instanceof PlannedError) return error.message;
  if (error === context.Canceled) return 'context.Canceled';
  if (error === context.DeadlineExceeded) return 'context.DeadlineExceeded';
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

export interface Numbers { readonly readers: number; readonly transformers: number }
export interface Answer extends Numbers { readonly answer: string; readonly did: readonly string[] }

/** What the pipeline says to these numbers of readers and transformers. */
export async function tryNumbers(all: readonly Numbers[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const { readers, transformers } of all) {
    const log = new Log();
    const times = { list: 1, open: 1, read: 1, close: 1, transform: 1, write: 1 };
    // Without readers everything would wait for ever: the time is limited.
    const [ctx, cancel] = context.withTimeout(context.background(), time.Minute);
    let answer = 'a report';
    try {
      await runPipeline(ctx, {
        disk: new MadeUpDisk(log, [{ path: '/shops', entries: [], lists: 'works' }], [], times), folder: '/shops', suffix: '.csv', readers, transformers,
        transform: async (line) => saleIn(line), output: new MadeUpOutput(log, 1, 'works'),
      });
    } catch (error) {
      if (error instanceof Panic) throw error;
      answer = error instanceof RangeError ? 'a RangeError' : errorText(error);
    }
    cancel();
    await time.sleep(time.Minute);
    answers.push({ readers, transformers, answer, did: log.read().map(({ what }) => what) });
  }
  return answers;
}

export interface RealInput { readonly files: readonly { readonly path: string; readonly first: number; readonly count: number }[]; readonly articles: readonly string[] }
export interface RealHistory { readonly end: End; readonly written: string }

/** Runs a pipeline on real files, in the judge's empty folder. `first` and `count` say which lines a file has. */
export async function readRealFiles({ files, articles }: RealInput): Promise<RealHistory> {
  for (const { path, first, count } of files) {
    const lines = Array.from({ length: count }, (_, index) => lineAt(first + index, articles));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, lines.join('\n'));
  }
  const end = await endOf(async () => runPipeline(context.background(), {
    disk: realDisk, folder: 'sales', suffix: '.csv', readers: 3, transformers: 4, transform: async (line) => saleIn(line), output: await toFile('report.txt'),
  }));
  return { end, written: await readFile('report.txt', 'utf8').catch(() => '') };
}

function lineAt(index: number, articles: readonly string[]): string {
  return `${articles[index % articles.length]};${(index % 1999) - 100}`;
}
