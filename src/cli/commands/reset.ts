import type { Command } from 'commander';
import { command, type CommandIo } from '../io.ts';

export function registerReset(program: Command, io: CommandIo): void {
  program
    .command('reset')
    .description('put the starter of an exercise back; a backup of your work is kept')
    .argument('[exercise]', 'number, id, slug, beginning of one, or a path in the workspace; default: the current exercise')
    .option('-y, --yes', 'do not ask')
    .action(command(io, async (name: string | undefined, options: { yes?: boolean }) => {
      const { resetExercise } = await import('../workspace/reset.ts');
      return resetExercise(io, name, options.yes === true ? 'agreed' : 'ask');
    }));
}
