/**
 * For GitHub Actions: workflow commands that become annotations, and a summary in Markdown.
 *
 * A runner obeys commands wherever it finds them in a job's log. So nothing of a learner stands in it outside of a command of
 * ours, where it is escaped, or of a part for which a token that nobody can know has switched commands off.
 */
import type { CheckResult, Judgement } from '../../judge/verdict.ts';
import type { CheckOutcome } from '../check-document.ts';
import { count } from '../text.ts';
import { causeText, checksOf, oneLine, outputText } from './words.ts';

export interface GithubOptions {
  /** Nobody who ran before knows it. */
  readonly token: string;
  /** Path of an exercise's folder in the repository. */
  readonly folderOf: (exercise: string) => string;
}

/** Text in which the runner looks for no commands. */
export function fenced(text: string, token: string): string {
  return `::stop-commands::${token}\n${text.replace(/\n?$/, '\n')}::${token}::`;
}

/** The workflow commands: an annotation for each check that did not pass, and the points. */
export function githubCommands({ judgements, problems }: CheckOutcome, options: GithubOptions): string {
  return [
    ...judgements.flatMap((judgement) => [...annotations(judgement, options), ...output(judgement, options)]),
    ...problems.map(({ exercise, message, nextStep }) => command('error', { title: `${exercise}: no verdict` }, `${message}\n${nextStep}`)),
    '',
  ].join('\n');
}

function annotations(judgement: Judgement, options: GithubOptions): string[] {
  const { exercise, verdict, score, max } = judgement;
  if (verdict.kind === 'error') return [command('error', { title: `${exercise}: no verdict` }, `This is a fault of concurrency-tutor, not of the work.\n${verdict.cause.message}\n${verdict.cause.help}`)];
  const failed = checksOf(judgement).filter(({ status }) => status === 'fail' || status === 'error');
  return [
    ...failed.map((check) => annotation(exercise, check, options)),
    command('notice', { title: `${exercise}: ${verdict.kind === 'pass' ? 'passed' : 'failed'}` }, `${score} of ${count(max, 'point')}`),
  ];
}

function annotation(exercise: string, { id, description, cause }: CheckResult, { folderOf }: GithubOptions): string {
  const { location } = cause ?? {};
  const place = location === undefined ? {} : { file: `${folderOf(exercise)}/${location.file}`, line: String(location.line), col: String(location.column) };
  return command('error', { ...place, title: `${exercise} ${id}: ${oneLine(description)}` }, causeText(cause) || 'It did not pass.');
}

function output(judgement: Judgement, { token }: GithubOptions): string[] {
  const printed = outputText(judgement);
  return printed === '' ? [] : [command('group', {}, `${judgement.exercise}: what the program printed`), fenced(printed, token), command('endgroup', {}, '')];
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(value)}`).join(',');
  return `::${name}${listed === '' ? '' : ` ${listed}`}::${escapedData(message)}`;
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** The summary of a step, in GitHub's Markdown. */
export function githubSummary({ judgements, problems, interrupted }: CheckOutcome): string {
  return [
    '## concurrency-tutor', '',
    ...judgements.flatMap(summaryOf),
    ...problems.flatMap(({ exercise, message, nextStep }) => [`### ${cell(exercise)}: no verdict`, '', cell(message), '', cell(nextStep), '']),
    ...(interrupted ? ['Then it was interrupted.', ''] : []),
  ].join('\n');
}

function summaryOf(judgement: Judgement): string[] {
  const { exercise, title, verdict, score, max } = judgement;
  const name = `${exercise}, ${cell(title)}`;
  if (verdict.kind === 'error') return [`### ${name}: no verdict`, '', 'This is a fault of concurrency-tutor, not of the work.', '', cell(verdict.cause.message), '', cell(verdict.cause.help), ''];
  return [
    `### ${name}: ${verdict.kind === 'pass' ? 'passed' : 'failed'}, ${score} of ${count(max, 'point')}`, '',
    '| | check | points | what happened |', '|---|---|---|---|',
    ...checksOf(judgement).map(({ status, description, score: points, max: most, cause }) =>
      `| ${status} | ${cell(description)} | ${most === 0 ? '' : `${points} of ${most}`} | ${status === 'pass' ? '' : causeText(cause).split('\n').map(cell).join('<br>')} |`),
    '',
    ...printedBlock(outputText(judgement)),
  ];
}

/** A fence longer than any run of backticks in the text. */
function printedBlock(text: string): string[] {
  if (text === '') return [];
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return ['What the program printed:', '', `${fence}text`, text.replace(/\n$/, ''), fence, ''];
}

/** Text without any meaning in Markdown or HTML, on one line. */
function cell(text: string): string {
  return oneLine(text).replaceAll('&', '&amp;').replaceAll(/[<>[\]()!*_~|#`\\@]/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll(/:\/\//g, '&#58;//');
}
