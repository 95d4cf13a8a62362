/** What somebody can do so far: the checklist, concept by concept. */
import type { ProgressDocument, ProgressLesson } from './documents.ts';
import { glyphsOf, paintOf, type ReportStyle } from './style.ts';
import { hanging, shown } from './text.ts';

export function renderProgress({ lessons, shown: done, criteria, exercises }: ProgressDocument, style: ReportStyle): string {
  const paint = paintOf(style);
  const passed = exercises.filter(({ state }) => state === 'passed').length;
  return [
    ...lessons.flatMap((lesson) => [...lessonLines(lesson, style), '']),
    ...hanging('', paint.bold(`${done} of ${criteria} shown, ${passed} of ${exercises.length} exercises and projects passed.`), style.width),
    ...(style.advice === 'none' ? [] : hanging('', `${glyphsOf(style).pass} all of its evidence is there, ${glyphsOf(style).started} some of it. Evidence: right answers to the practice of a pitfall, right answers to a question, a passed exercise.`, style.width)),
  ].join('\n');
}

function lessonLines({ number, title, state, exit, criteria }: ProgressLesson, style: ReportStyle): string[] {
  const paint = paintOf(style);
  return [
    ...hanging('', `${paint.bold(`${number}  ${shown(title)}`)}  ${paint.dim(exit === undefined ? state : `${state}; ${exitWords(exit)}`)}`, style.width),
    ...criteria.flatMap((criterion) => hanging(`  ${glyphOf(criterion.state, style)} `, criterion.missing.length === 0 || style.advice === 'none' || criterion.state === 'open'
      ? shown(criterion.text)
      : `${shown(criterion.text)} ${paint.dim(`(to do: ${criterion.missing.join(', ')})`)}`, style.width)),
  ];
}

function exitWords({ items, answered, right }: NonNullable<ProgressLesson['exit']>): string {
  if (answered === 0) return 'exit ticket not taken';
  return answered < items ? `exit ticket ${answered} of ${items} answered` : `exit ticket ${right} of ${items}`;
}

function glyphOf(state: ProgressLesson['criteria'][number]['state'], style: ReportStyle): string {
  const paint = paintOf(style);
  const glyphs = glyphsOf(style);
  switch (state) {
    case 'shown': return paint.green(glyphs.pass);
    case 'begun': return paint.yellow(glyphs.started);
    case 'open': return glyphs.new;
    default: return state satisfies never;
  }
}
