/** A whole lesson, or one section of it, as plain text: every teaching sentence the screens show. */
import type { Block, Lesson, Pitfall, Program, Question } from '../course/model.ts';
import { choiceLines, promptLines, whyLines } from './ask.ts';
import { blockLines, type BlockOptions } from './blocks.ts';
import { refusedWords } from './claim.ts';
import { headingLines } from './heading.ts';
import { itemLines } from './item-text.ts';
import { indent, joined, type Line, wrap } from './line.ts';
import { runCommand } from './program.ts';
import { itemsIn, type SectionName, sectionsOf, sectionTitles, textOf } from './sections.ts';
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
    case 'pretest': case 'practice': case 'exit': return joined(itemsIn(lesson, section).map((item) => itemLines(item, options)));
    case 'snippet': case 'example': {
      const blocks = textOf(lesson, section);
      return joined([blockLines(blocks, options), runLines(programsIn(blocks))]);
    }
    case 'explanation': case 'where-to-use': return blockLines(textOf(lesson, section), options);
  }
}

/** A pitfall: its text, and the commands that run its programs. */
export function pitfallLines(pitfall: Pitfall, options: BlockOptions): Line[] {
  return joined([
    headingLines(`${pitfall.id} ${pitfall.title}`, theme.subheading, options),
    pitfallText(pitfall, options),
    runLines([pitfall.broken, pitfall.fixed].filter((program) => program !== undefined)),
  ]);
}

/** The text alone, its programs marked as what they are. */
export function pitfallText(pitfall: Pitfall, options: BlockOptions): Line[] {
  return blockLines(pitfall.blocks, { ...options, roleOf: roleIn(pitfall) });
}

/** What the two programs of a pitfall are called. One that prints what it should is not broken, only unwise. */
export function roleNames(pitfall: Pitfall): { readonly broken: string; readonly fixed: string } {
  const claims = pitfall.broken?.expectation?.claims ?? [];
  const isHarmless = claims.length > 0 && claims.every((claim) => claim.kind === 'output');
  return isHarmless ? { broken: 'Before', fixed: 'After' } : { broken: 'Broken', fixed: 'Fixed' };
}

function roleIn(pitfall: Pitfall) {
  const names = roleNames(pitfall);
  return (program: Program): string | undefined => {
    if (program.path === pitfall.broken?.path) return names.broken;
    return program.path === pitfall.fixed?.path ? names.fixed : undefined;
  };
}

/** The commands that run these programs, one a line so that each can be copied. */
function runLines(programs: readonly Program[]): Line[] {
  const commands = programs.filter((program) => program.expectation !== undefined && refusedWords(program.expectation) === undefined).map(runCommand);
  if (commands.length === 0) return [];
  return [{ kind: 'prose', text: theme.quiet('To run:') }, ...commands.map((command): Line => ({ kind: 'code', text: `  ${command}` }))];
}

/** The programs of a text, each once. */
function programsIn(blocks: readonly Block[]): Program[] {
  const programs = blocks.flatMap((block) => (block.kind === 'program' ? [block.program] : []));
  return [...new Map(programs.map((program) => [program.path, program])).values()];
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
