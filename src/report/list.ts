/** Lessons, exercises and projects with their state. */
import type { ListDocument, ListItem } from './documents.ts';
import { glyphsOf, paintOf, type ReportStyle } from './style.ts';
import { hanging, shown } from './text.ts';

/** `current` is the id of the exercise the learner is at. */
export function renderList(document: ListDocument, current: string | undefined, style: ReportStyle): string {
  const { lessons, exercises, projects } = document;
  return [
    ...part('Lessons', lessons, current, style),
    '',
    ...part('Exercises', exercises, current, style),
    '',
    ...part('Projects', projects, current, style),
  ].join('\n');
}

function part(title: string, items: readonly ListItem[], current: string | undefined, style: ReportStyle): string[] {
  const done = items.filter(({ state }) => state === 'read' || state === 'passed').length;
  const word = title === 'Lessons' ? 'read' : 'passed';
  return [paintOf(style).bold(`${title} (${done} of ${items.length} ${word})`), ...items.flatMap((item) => itemLines(item, current, style))];
}

function itemLines(item: ListItem, current: string | undefined, style: ReportStyle): string[] {
  const glyphs = glyphsOf(style);
  const mark = `${item.id === current ? glyphs.current : ' '} ${glyphOf(item, style)} ${item.state.padEnd('started'.length)}`;
  return hanging(`${colourOf(item, style)(mark)} ${String(item.number).padStart(2)}  `, `${shown(item.title)} (${item.slug})`, style.width);
}

function glyphOf({ state }: ListItem, style: ReportStyle): string {
  const glyphs = glyphsOf(style);
  switch (state) {
    case 'new': return glyphs.new;
    case 'started': return glyphs.started;
    case 'read':
    case 'passed': return glyphs.pass;
  }
}

function colourOf({ state }: ListItem, style: ReportStyle): (text: string) => string {
  const paint = paintOf(style);
  switch (state) {
    case 'new': return paint.reset;
    case 'started': return paint.yellow;
    case 'read':
    case 'passed': return paint.green;
  }
}
