import type { Item, Lesson } from '../../course/model.ts';
import {
  blank, blockLines, joined, lessonHead, type Line, type SectionName, sectionsOf, sectionTitles, type TextSection, textOf, theme,
} from '../../reader/index.ts';
import { isLow, proseColumns, textColumns } from '../geometry.ts';
import { partsRead } from '../lesson-state.ts';
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
    case 'practice': return practiceList(state, screen, lesson).content(fixed);
    default: return { fixed, lines: sectionText(state, lesson, screen.section), items: [] };
  }
}

function sectionText(state: State, lesson: Lesson, section: TextSection): readonly Line[] {
  const width = proseColumns(state.size);
  return remember(lesson, `${section} ${width} ${state.language}`, () => {
    const options = { width, longWords: 'break', twins: state.language, paths: 'short' } as const;
    const head = section === sectionsOf(lesson)[0] ? lessonHead(lesson, options) : [];
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
  const index = names.indexOf(open);
  const before = index > 0 ? '‹ ' : '  ';
  const after = index < names.length - 1 ? ' ›' : '';
  return { kind: 'prose', text: `${theme.quiet(before)}${theme.strong(`[${shortTitles[open]}]`)}${theme.quiet(`${after}  ${index + 1} of ${names.length}`)}` };
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

function practiceList(state: State, screen: ReaderScreen, lesson: Lesson): Page {
  const rows = lesson.items.map((item) => ({ ...answered(state, lesson, item.id), title: practiceTitle(item) }));
  return list(state, screen, 'Short drills. Every answer says why.', rows);
}

/** Many prompts begin alike; the pitfall tells them apart. */
function practiceTitle(item: Item): string {
  const prompt = item.prompt.replaceAll('`', '').split('\n')[0] ?? '';
  return item.pitfall === undefined ? prompt : `${item.pitfall} ${prompt}`;
}

function answered(state: State, lesson: Lesson, id: string): { sign: string; details: string } {
  const answer = state.saved.lessons[lesson.id]?.answers[id];
  if (answer === undefined) return { sign: '○', details: '' };
  return answer.correct ? { sign: '✓', details: 'right' } : { sign: '✗', details: 'wrong' };
}
