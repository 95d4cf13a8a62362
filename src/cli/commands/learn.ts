import type { Command } from 'commander';
import { findLesson } from '../../course/names.ts';
import { command, type CommandIo } from '../io.ts';
import { openCourse } from '../learner.ts';
import { withScreen } from '../with-screen.ts';

export function registerLearn(program: Command, io: CommandIo): void {
  program
    .command('learn')
    .description('lessons, exercises and progress on one screen (the default in a terminal)')
    .argument('[lesson]', 'number, id, slug, or beginning of one')
    .action(command(io, (lesson: string | undefined) => withScreen(io, () => learn(io, lesson))));
}

async function learn(io: CommandIo, lesson: string | undefined): Promise<number> {
  const { startLearning } = await import('../start-learning.ts');
  if (lesson === undefined) return startLearning(io, {});
  return startLearning(io, { lesson: findLesson(await openCourse(io), lesson).id });
}
