import { InvalidArgumentError, type Command } from 'commander';
import { exitCode } from '../../errors.ts';
import { chooseExercise } from '../choose.ts';
import { command, type CommandIo } from '../io.ts';
import { openCourse, openLearnersProgress, saveIfPossible } from '../learner.ts';
import { reportStyle } from '../style.ts';

type Level = 1 | 2 | 3;

export function registerHint(program: Command, io: CommandIo): void {
  program
    .command('hint')
    .description('the next hint for an exercise; there are three, each saying more')
    .argument('[exercise]', 'number, id, slug, beginning of one, or a path in the workspace; default: the current exercise')
    .option('--level <1|2|3>', 'this hint instead of the next one', parseLevel)
    .action(command(io, (name: string | undefined, options: { level?: Level }) => hint(io, name, options.level)));
}

async function hint(io: CommandIo, name: string | undefined, wanted: Level | undefined): Promise<number> {
  const [course, progress] = await Promise.all([openCourse(io), openLearnersProgress(io)]);
  const { findWorkspace, recordHint } = await import('../../progress/index.ts');
  const exercise = await chooseExercise({ course, state: progress.state, workspace: findWorkspace(io.cwd), cwd: io.cwd }, name);
  const seen = progress.state.exercises[exercise.id]?.hints ?? 0;
  const level = wanted ?? levelAfter(seen);
  await saveIfPossible(io, progress, (draft) => recordHint(draft, exercise.id, level));
  const { renderHint } = await import('../../report/index.ts');
  io.print(renderHint({ exercise: exercise.id, title: exercise.title, level, text: exercise.hints[level - 1] ?? '' }, reportStyle(io)));
  return exitCode.ok;
}

function levelAfter(seen: number): Level {
  if (seen <= 0) return 1;
  return seen === 1 ? 2 : 3;
}

function parseLevel(text: string): Level {
  const level = Number(text);
  if (level === 1 || level === 2 || level === 3) return level;
  throw new InvalidArgumentError('It must be 1, 2 or 3.');
}
