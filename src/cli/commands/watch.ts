import type { Command } from 'commander';
import { command, type CommandIo } from '../io.ts';
import type { WatchOptions } from '../watch/watch-exercise.ts';
import { wholeNumber } from './check.ts';

export function registerWatch(program: Command, io: CommandIo): void {
  program
    .command('watch')
    .description('check an exercise again whenever you save')
    .argument('[exercise]', 'number, id, slug, beginning of one, or a path in the workspace; default: the current exercise')
    .option('--poll', 'look at the files again and again, where the system does not tell of changes (containers, network drives, WSL)')
    .option('--schedules <number>', 'schedules per scenario', wholeNumber(1))
    .action(command(io, async (name: string | undefined, options: WatchOptions) => {
      const { watchExercise } = await import('../watch/watch-exercise.ts');
      return watchExercise(io, name, options);
    }));
}
