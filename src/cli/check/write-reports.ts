/** Makes the reports of `check` and takes them where they belong. */
import { statSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { checkDocument, type CheckOutcome } from '../../report/check-document.ts';
import { renderJudgement } from '../../report/judgement.ts';
import { junitXml } from '../../report/junit.ts';
import { renderSummary } from '../../report/summary.ts';
import { classroom50Result } from '../../report/reporters/classroom50.ts';
import { exercismResults } from '../../report/reporters/exercism.ts';
import { fenced, githubCommands, githubSummary } from '../../report/reporters/github.ts';
import { githubClassroomResult } from '../../report/reporters/github-classroom.ts';
import { gradescopeResults } from '../../report/reporters/gradescope.ts';
import { tapText } from '../../report/reporters/tap.ts';
import { messageOf } from '../../system-error.ts';
import type { CommandIo } from '../io.ts';
import { reportStyle } from '../style.ts';
import type { ReporterName, ReportOrder } from './reporters.ts';

export interface Reporting {
  readonly io: CommandIo;
  readonly orders: readonly ReportOrder[];
  /** Path of an exercise's folder, from the folder that platforms take paths to be relative to. */
  readonly folderOf: (exercise: string) => string;
}

const nothing: CheckOutcome = { judgements: [], problems: [], exitCode: 0, interrupted: false };

/** Said before the work is done, not after it: reports that could not be written. */
export function requireReportable({ io, orders }: Reporting): void {
  for (const { name, file } of orders) {
    if (name === 'classroom50') classroom50Result(nothing, { env: io.env, now: io.now() });
    if (file === undefined) continue;
    const path = resolve(io.cwd, file);
    const folder = statSync(dirname(path), { throwIfNoEntry: false });
    const there = statSync(path, { throwIfNoEntry: false });
    if (folder?.isDirectory() !== true || there?.isDirectory() === true) throw cannotWrite(path, name);
  }
}

/** Whether a person reads each check as soon as it is decided. For a runner of GitHub the whole text of an exercise is put into one fence. */
export function tellsAtOnce({ orders }: Reporting): boolean {
  return orders.some(({ name, file }) => name === 'terminal' && file === undefined) && !orders.some(({ name }) => name === 'github');
}

/** What a person reads of one exercise, as soon as it is decided. */
export function tell({ io, orders }: Reporting, text: string): void {
  if (!orders.some(({ name, file }) => name === 'terminal' && file === undefined)) return;
  // A runner of GitHub would obey commands that a program has printed.
  io.print(orders.some(({ name }) => name === 'github') ? fenced(text, newToken()) : text);
}

/** Writes all reports but what `tell` has said. */
export async function writeReports(reporting: Reporting, outcome: CheckOutcome): Promise<void> {
  for (const order of reporting.orders) await writeReport(reporting, order, outcome);
}

async function writeReport(reporting: Reporting, { name, file }: ReportOrder, outcome: CheckOutcome): Promise<void> {
  const { io } = reporting;
  if (name === 'terminal' && file === undefined) return;
  if (name === 'github') return writeGithub(reporting, file, outcome);
  const text = textOf(name, reporting, outcome);
  if (text === undefined) return io.warn(`There is no verdict, so the report ${name} is not written.`);
  if (file !== undefined) return write(io, name, file, text);
  const collected = name === 'github-classroom' ? io.env['GITHUB_OUTPUT'] : undefined;
  if (collected) await append(io, name, collected, `result=${text}`);
  else io.print(text.replace(/\n$/, ''));
}

function textOf(name: Exclude<ReporterName, 'github'>, { io }: Reporting, outcome: CheckOutcome): string | undefined {
  switch (name) {
    case 'terminal': {
      const style = { ...reportStyle(io), colour: 'none', width: 100 } as const;
      return `${[...outcome.judgements.map((judgement) => `${renderJudgement(judgement, style)}\n`), ...outcome.problems.map(({ message, nextStep }) => `${message}\n${nextStep}\n`), renderSummary(outcome, style)].join('\n')}\n`;
    }
    case 'json': return json(checkDocument(outcome));
    case 'junit': return junitXml(outcome);
    case 'tap': return tapText(outcome);
    case 'gradescope': return json(gradescopeResults(outcome));
    case 'exercism': return json(exercismResults(outcome));
    case 'github-classroom': return `${githubClassroomResult(outcome)}\n`;
    case 'classroom50': {
      const result = classroom50Result(outcome, { env: io.env, now: io.now() });
      return result && json(result);
    }
    default: return name satisfies never;
  }
}

/** Annotations are in the log. The summary goes into the file, or to the step's summary. */
async function writeGithub({ io, folderOf }: Reporting, file: string | undefined, outcome: CheckOutcome): Promise<void> {
  io.print(githubCommands(outcome, { token: newToken(), folderOf }).replace(/\n$/, ''));
  const summary = githubSummary(outcome);
  const collected = io.env['GITHUB_STEP_SUMMARY'];
  if (file !== undefined) await write(io, 'github', file, summary);
  else if (collected) await append(io, 'github', collected, summary);
}

function newToken(): string {
  return process.getBuiltinModule('node:crypto').randomBytes(16).toString('hex');
}

function json(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

async function write(io: CommandIo, name: ReporterName, file: string, text: string): Promise<void> {
  const path = resolve(io.cwd, file);
  await writeFile(path, text).catch((error: unknown) => { throw cannotWrite(path, name, error); });
}

async function append(io: CommandIo, name: ReporterName, file: string, text: string): Promise<void> {
  await appendFile(resolve(io.cwd, file), text).catch((error: unknown) => { throw cannotWrite(file, name, error); });
}

function cannotWrite(path: string, name: ReporterName, cause?: unknown): UsageError {
  return new UsageError('cannot-write', `The report ${name} cannot be written to ${path}${cause === undefined ? '' : `: ${messageOf(cause)}`}.`, 'Name a file in a folder that exists, and make sure that you may write there.', { cause });
}
