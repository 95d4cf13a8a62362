/** What `grade` says when it has ended. */
import { paintOf, type ReportStyle } from '../style.ts';
import { count, hanging, shown } from '../text.ts';
import { points, type Gradebook, type GradedResult } from './document.ts';

const mostListed = 10;

export function renderGradebook(book: Gradebook, folder: string, style: ReportStyle): string {
  return [
    ...book.exercises.flatMap((exercise) => exerciseLines(book, exercise.id, style)),
    ...changeLines(book, style),
    ...noticeLines(book, style),
    '',
    ...hanging('', `Gradebook: ${folder} (gradebook.html, gradebook.csv, gradebook.json, logs/)`, style.width),
  ].join('\n');
}

function resultsOf(book: Gradebook, exercise: string): readonly GradedResult[] {
  return book.students.flatMap(({ results }) => results.filter((result) => result.exercise === exercise));
}

function exerciseLines(book: Gradebook, id: string, style: ReportStyle): string[] {
  const paint = paintOf(style);
  const results = resultsOf(book, id);
  const of = (state: GradedResult['state']): number => results.filter((result) => result.state === state).length;
  const finals = results.map(({ final }) => final).filter((final) => final !== null).sort((a, b) => a - b);
  const middle = finals.length === 0 ? undefined : finals[Math.floor((finals.length - 1) / 2)];
  const parts = [
    paint.green(`${of('pass')} passed`), paint.red(`${of('fail')} failed`),
    ...(of('missing') === 0 ? [] : [`${of('missing')} handed nothing in`]),
    ...(of('no-verdict') === 0 ? [] : [paint.yellow(`${of('no-verdict')} without verdict`)]),
  ];
  const max = book.exercises.find((exercise) => exercise.id === id)?.max ?? 0;
  return hanging('', `${id}: ${count(results.length, 'submission')}, ${parts.join(', ')}${middle === undefined ? '' : `; median ${points(middle)} of ${points(max)}`}.`, style.width);
}

function changeLines({ changes }: Gradebook, style: ReportStyle): string[] {
  if (changes.length === 0) return [];
  const lines = changes.slice(0, mostListed).flatMap(({ student, exercise, before, after, checks }) => {
    const details = checks.map((check) => `${check.id}: ${check.before} → ${check.after}`).join(', ');
    return hanging('  ', shown(`${student}, ${exercise}: ${points(before) || 'none'} → ${points(after) || 'none'}${details === '' ? '' : ` (${details})`}`), style.width);
  });
  return ['', 'Decided differently from the run before:', ...lines, ...(changes.length > mostListed ? [`  and ${changes.length - mostListed} more, in gradebook.json`] : [])];
}

function noticeLines({ students, similar, absent, unknown }: Gradebook, style: ReportStyle): string[] {
  const overridden = students.flatMap(({ results }) => results).filter(({ override }) => override !== undefined).length;
  const late = students.flatMap(({ results }) => results).filter((result) => (result.late?.minutes ?? 0) > 0).length;
  const sentences = [
    late === 0 ? undefined : `${count(late, 'submission')} came late.`,
    overridden === 0 ? undefined : `${count(overridden, 'score')} set by hand.`,
    similar.length === 0 ? undefined : `${count(similar.length, 'pair')} of submissions look alike; the page shows where. That is a hint, and no proof of anything.`,
    absent.length === 0 ? undefined : `${count(absent.length, 'student')} of the roster without a submission: ${listed(absent)}.`,
    unknown.length === 0 ? undefined : `${count(unknown.length, 'submission')} of nobody in the roster: ${listed(unknown)}.`,
  ].filter((sentence) => sentence !== undefined);
  return sentences.length === 0 ? [] : ['', ...sentences.flatMap((sentence) => hanging('', shown(sentence), style.width))];
}

function listed(names: readonly string[]): string {
  return names.length <= mostListed ? names.join(', ') : `${names.slice(0, mostListed).join(', ')} and ${names.length - mostListed} more`;
}
