import type { Command } from 'commander';
import { command, type CommandIo } from '../io.ts';

export function registerInit(program: Command, io: CommandIo): void {
  program
    .command('init')
    .description('make a workspace: a folder with the starters of every exercise')
    .argument('[dir]', 'the folder; default: the current one')
    .option('--add-missing', 'add what is missing to an existing workspace, and touch nothing that is there')
    .action(command(io, async (dir: string | undefined, options: { addMissing?: boolean }) => {
      const { initWorkspace } = await import('../workspace/init.ts');
      return initWorkspace(io, dir, options.addMissing === true ? 'add-missing' : 'new');
    }));
}
