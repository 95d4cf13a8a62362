import type { Item, Lesson } from '../../course/model.ts';
import {
  blank, blockLines, countOf, type ItemSection, itemsIn, joined, lessonHead, type Line, type SectionName, sectionsOf, sectionsToRead, sectionTitles, type TextSection, textOf, theme,
} from '../../reader/index.ts';
import { isLow, proseColumns, textColumns } from '../geometry.ts';
import { doneIn, partsRead, rightIn } from '../lesson-state.ts';
import { lessonOf, placeOf, type ReaderScreen, type State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { remember } from './remember.ts';
import { listRow, quiet } from './row.ts';

export function readerContent(state: State, screen: ReaderScreen): Content {
  const lesson = lessonOf(state, screen.lesson);
  const fixed = isLow(state.size) ? [] : [tabs(lesson, screen.section, state), blank];
  switch (screen.section) {
    case 'pitfalls': return pitfallList(state, screen, lesson).content(fixed);
    case 'questions': return questionList(state, screen, lesson).content(fixed);
    case 'pretest': case 'practice': case 'exit': return itemList(state, screen, lesson, screen.section).content(fixed);
    default: return { fixed, lines: sectionText(state, lesson, screen.section), items: [] };
  }
}

function sectionText(state: State, lesson: Lesson, section: TextSection): readonly Line[] {
  const width = proseColumns(state.size);
  return remember(lesson, `${section} ${width} ${state.language}`, () => {
    const options = { width, longWords: 'break', twins: state.language, paths: 'short' } as const;
    const head = section === sectionsToRead(lesson)[0] ? lessonHead(lesson, options) : [];
    return joined([head, blockLines(textOf(lesson, section), options)]);
  });
}

const shortTitles: Readonly<Record<SectionName, string>> = { ...sectionTitles, example: 'Example' };

/** All sections in one row, the open one in brackets; where they do not fit, the open one with its neighbours. */
function tabs(lesson: Lesson, open: SectionName, state: State): Line {
  const names = sectionsOf(lesson);
  const labels = names.map((name) => (name === open ? `[${shortTitles[name]}]` : shortTitles[name]));
  const style = (label: string) => (label.startsWith('[') ? theme.strong(label) : theme.quiet(label));
  for (const gap of ['   ', '  ']) {
    if (labels.join(gap).length <= textColumns(state.size)) return { kind: 'prose', text: labels.map(style).join(gap) };
  }
  return nearTabs(labels, names.indexOf(open), textColumns(state.size), style);
}

/** The open one, and as many of those after and before it as there is room for. */
function nearTabs(labels: readonly string[], open: number, width: number, style: (label: string) => string): Line {
  const room = width - `‹   ›  ${labels.length} of ${labels.length}`.length;
  let [from, to] = [open, open + 1];
  const fits = (a: number, b: number): boolean => a >= 0 && b <= labels.length && labels.slice(a, b).join('  ').length <= room;
  while (fits(from, to + 1) || fits(from - 1, to)) {
    if (fits(from, to + 1)) to++;
    if (fits(from - 1, to)) from--;
  }
  const before = from > 0 ? '‹ ' : '  ';
  const after = to < labels.length ? ' ›' : '';
  return { kind: 'prose', text: `${theme.quiet(before)}${labels.slice(from, to).map(style).join('  ')}${theme.quiet(`${after}  ${open + 1} of ${labels.length}`)}` };
}

interface Row {
  readonly sign: string;
  readonly title: string;
  readonly details: string;
}

function list(state: State, screen: ReaderScreen, intro: string, rows: readonly Row[]): Page {
  const width = textColumns(state.size);
  const labels = rows.map((row) => `${row.sign} ${row.title}`);
  const labelWidth = Math.min(Math.max(0, ...labels.map((label) => label.length)), width - 2);
  const page = new Page().add(quiet(intro, proseColumns(state.size))).gap();
  rows.forEach((row, index) => {
    page.item([listRow(labels[index] ?? '', row.details, { isChosen: index === placeOf(screen).cursor, width, labelWidth })]);
  });
  return page;
}

function pitfallList(state: State, screen: ReaderScreen, lesson: Lesson): Page {
  const parts = partsRead(state.saved, lesson);
  const rows = lesson.pitfalls.map((pitfall) => ({
    sign: parts.has(pitfall.id) ? '●' : '○',
    title: `${pitfall.id} ${pitfall.title}`,
    details: parts.has(pitfall.id) ? 'read' : '',
  }));
  return list(state, screen, 'Mistakes people make here. Open one, run its broken program, then the fixed one.', rows);
}

function questionList(state: State, screen: ReaderScreen, lesson: Lesson): Page {
  const rows = lesson.questions.map((question) => ({ ...answered(state, lesson, question.id), title: `${question.id} ${question.title}` }));
  return list(state, screen, 'Each question asks first. Choose an answer, then read why.', rows);
}

function itemList(state: State, screen: ReaderScreen, lesson: Lesson, section: ItemSection): Page {
  const rows = itemsIn(lesson, section).map((item) => {
    const { sign, details } = answered(state, lesson, item.id);
    return { sign, details, title: `${doing(item, state)}${section === 'practice' ? practiceTitle(item) : promptOf(item)}` };
  });
  return list(state, screen, introOf(state, lesson, section), rows);
}

/** What one does with an item. */
const kindWords: Readonly<Record<Item['type'], string>> = {
  choice: 'choose', multi: 'tick', 'predict-output': 'predict', 'predict-verdict': 'predict', 'spot-bug': 'find the line', order: 'put in order', blank: 'fill the gap', parsons: 'build', schedule: 'drive', fix: 'fix', write: 'write',
};

/** What to do comes first, where there is room for it. */
function doing({ type }: Item, { size }: State): string {
  return size.columns < 60 ? '' : kindWords[type].padEnd(14);
}

function introOf(state: State, lesson: Lesson, section: ItemSection): string {
  const all = countOf(lesson, section);
  const right = rightIn(state.saved, lesson, section);
  const isDone = doneIn(state.saved, lesson, section) === all;
  switch (section) {
    case 'pretest':
      if (!isDone) return 'What do you know already? A few questions before the lesson. ] skips them.';
      return right === all ? `${right} of ${all} right: you know the basics. s goes to the pitfalls, ] reads the lesson.` : `${right} of ${all} right. The lesson explains the rest: ] reads on.`;
    case 'practice': return 'From predicting to building. Every answer says why.';
    case 'exit': return isDone ? `${right} of ${all} right.` : 'The end of the lesson: what has stayed with you?';
  }
}

/** Many prompts begin alike; the pitfall tells them apart. */
function practiceTitle(item: Item): string {
  return item.pitfall === undefined ? promptOf(item) : `${item.pitfall} ${promptOf(item)}`;
}

function promptOf(item: Item): string {
  return item.prompt.replaceAll('`', '').split('\n')[0] ?? '';
}

function answered(state: State, lesson: Lesson, id: string): { sign: string; details: string } {
  const answer = state.saved.lessons[lesson.id]?.answers[id];
  if (answer === undefined) return { sign: '○', details: '' };
  return answer.correct ? { sign: '✓', details: 'right' } : { sign: '✗', details: 'wrong' };
}
