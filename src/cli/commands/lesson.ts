import type { Command } from 'commander';
import type { Lesson } from '../../course/model.ts';
import { findLesson } from '../../course/names.ts';
import { exitCode, UsageError } from '../../errors.ts';
import type { SectionName } from '../../reader/index.ts';
import { lessonAtHand } from '../choose.ts';
import { command, isInteractive, type CommandIo } from '../io.ts';
import { openCourse, openLearnersProgress } from '../learner.ts';
import { withScreen } from '../with-screen.ts';

export function registerLesson(program: Command, io: CommandIo): void {
  program
    .command('lesson')
    .description('read a lesson')
    .argument('[lesson]', 'number, id, slug, or beginning of one; default: the one you are at')
    .option('--section <name>', 'only this section: explanation, where-to-use, snippet, example, pitfalls, questions, practice')
    .action(command(io, (name: string | undefined, options: { section?: string }) => withScreen(io, () => lesson(io, name, options.section))));
}

async function lesson(io: CommandIo, name: string | undefined, word: string | undefined): Promise<number> {
  const course = await openCourse(io);
  const chosen = name === undefined ? await lessonToGoOnWith(io, course.lessons) : findLesson(course, name);
  const section = word === undefined ? undefined : await sectionOf(chosen, word);
  if (isInteractive(io)) {
    const { startLearning } = await import('../start-learning.ts');
    return startLearning(io, section === undefined ? { lesson: chosen.id } : { lesson: chosen.id, section });
  }
  const { printLesson } = await import('../print-lesson.ts');
  await printLesson(io, chosen, section);
  return exitCode.ok;
}

async function sectionOf(chosen: Lesson, word: string): Promise<SectionName> {
  const { findSection, sectionsOf } = await import('../../reader/index.ts');
  const there = sectionsOf(chosen);
  const section = findSection(word);
  if (section !== undefined && there.includes(section)) return section;
  throw new UsageError(
    'unknown-section',
    section === undefined ? `There is no section "${word}".` : `Lesson ${chosen.number} has no section "${section}" yet.`,
    `Lesson ${chosen.number} has the sections ${there.join(', ')}.`);
}

async function lessonToGoOnWith(io: CommandIo, lessons: readonly Lesson[]): Promise<Lesson> {
  const found = lessonAtHand(lessons, (await openLearnersProgress(io)).state);
  if (found !== undefined) return found;
  throw new UsageError('no-lessons', 'This course has no lessons.', 'Name another course with --course, or leave --course and CONCURRENCY_TUTOR_COURSE out to use the built-in one.');
}
