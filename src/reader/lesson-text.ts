/** A whole lesson, or one section of it, as plain text: every teaching sentence the screens show. */
import type { Item, Lesson, Pitfall, Program, Question } from '../course/model.ts';
import { choiceLines, promptLines, whyLines } from './ask.ts';
import { blockLines, type BlockOptions } from './blocks.ts';
import { refusedWords } from './claim.ts';
import { headingLines } from './heading.ts';
import { indent, joined, type Line, wrap } from './line.ts';
import { captionLines, programLines, runCommand } from './program.ts';
import { type SectionName, sectionsOf, sectionTitles, textOf } from './sections.ts';
import { theme } from './theme.ts';

export interface LessonTextOptions {
  readonly width: number;
  readonly section?: SectionName;
}

/** Ends with one newline. Prose is wrapped at `width`; programs, commands and long words are never cut. */
export function renderLessonText(lesson: Lesson, options: LessonTextOptions): string {
  const sections = options.section === undefined ? sectionsOf(lesson) : [options.section];
  const settings: BlockOptions = { width: options.width, longWords: 'keep', twins: 'both', paths: 'full' };
  const head = options.section === undefined ? lessonHead(lesson, settings) : titleLines(lesson, settings);
  const lines = joined([head, ...sections.map((section) => sectionLines(lesson, section, settings))]);
  return lines.map((line) => line.text.trimEnd()).join('\n') + '\n';
}

function titleLines(lesson: Lesson, options: BlockOptions): Line[] {
  const title = `Lesson ${lesson.number}: ${lesson.title}`;
  return wrap(theme.heading(title), options.width, options.longWords);
}

/** Title, time, goals and what to read first. */
export function lessonHead(lesson: Lesson, options: BlockOptions): Line[] {
  const facts = [`About ${lesson.minutes} minutes`, ...(lesson.prerequisites.length === 0 ? [] : [`read first: ${lesson.prerequisites.join(', ')}`])];
  const goals = lesson.goals.flatMap((goal) => indent(wrap(goal, options.width - 2, options.longWords), '• '));
  return joined([
    [...titleLines(lesson, options), ...wrap(theme.quiet(`${facts.join('; ')}.`), options.width, options.longWords)],
    goals.length === 0 ? [] : [{ kind: 'prose', text: 'After this lesson you can:' }, ...goals],
  ]);
}

function sectionLines(lesson: Lesson, section: SectionName, options: BlockOptions): Line[] {
  return joined([sectionHeading(section), sectionBody(lesson, section, options)]);
}

function sectionHeading(section: SectionName): Line[] {
  const title = sectionTitles[section];
  return [{ kind: 'prose', text: theme.heading(title.toUpperCase()) }, { kind: 'prose', text: theme.quiet('─'.repeat(title.length)) }];
}

function sectionBody(lesson: Lesson, section: SectionName, options: BlockOptions): Line[] {
  switch (section) {
    case 'pitfalls': return joined(lesson.pitfalls.map((pitfall) => pitfallLines(pitfall, options)));
    case 'questions': return joined(lesson.questions.map((question) => questionLines(question, options)));
    case 'practice': return joined(lesson.items.map((item) => itemLines(item, options)));
    default: return blockLines(textOf(lesson, section), options);
  }
}

/** A pitfall: its text, its programs by name and the commands that run them. */
export function pitfallLines(pitfall: Pitfall, options: BlockOptions): Line[] {
  return joined([
    headingLines(`${pitfall.id} ${pitfall.title}`, theme.subheading, options),
    pitfallText(pitfall, options),
    pitfallPrograms(pitfall, options),
  ]);
}

/** The text alone, its programs marked as broken and fixed. */
export function pitfallText(pitfall: Pitfall, options: BlockOptions): Line[] {
  return blockLines(pitfall.blocks, { ...options, roleOf: roleIn(pitfall) });
}

function roleIn(pitfall: Pitfall) {
  return (program: Program): string | undefined => {
    if (program.path === pitfall.broken?.path) return 'Broken';
    return program.path === pitfall.fixed?.path ? 'Fixed' : undefined;
  };
}

function pitfallPrograms(pitfall: Pitfall, options: BlockOptions): Line[] {
  return [
    ...(pitfall.broken === undefined ? [] : namedProgram('Broken', pitfall.broken, options)),
    ...(pitfall.fixed === undefined ? [] : namedProgram('Fixed', pitfall.fixed, options)),
  ];
}

function namedProgram(role: string, program: Program, options: BlockOptions): Line[] {
  const command = refusedWords(program.expectation) ?? runCommand(program);
  return [...captionLines(program, { ...options, gutter: 'none', role }), { kind: 'code', text: `  ${command}` }];
}

function questionLines(question: Question, options: BlockOptions): Line[] {
  return joined([
    headingLines(`${question.id} ${question.title}`, theme.subheading, options),
    promptLines(question.ask.prompt, options),
    choiceLines(question.ask.choices, options),
    [{ kind: 'prose', text: theme.subheading('Answer') }, ...whyLines(question.ask.choices, options)],
    blockLines(question.answer, options),
  ]);
}

function itemLines(item: Item, options: BlockOptions): Line[] {
  const gutter = item.type === 'spot-bug' ? 'numbers' : 'none';
  return joined([
    headingLines(item.pitfall === undefined ? item.id : `${item.id} (pitfall ${item.pitfall})`, theme.subheading, options),
    promptLines(item.prompt, options),
    item.program === undefined ? [] : programLines(withoutClaim(item.program), { ...options, gutter }),
    choiceLines(item.choices, options),
    [{ kind: 'prose', text: theme.subheading('Answer') }, ...whyLines(item.choices, options)],
  ]);
}

/** The caption must not give the answer away. */
export function withoutClaim(program: Program): Program {
  const { expectation: _, ...rest } = program;
  return rest;
}
