import { Option, type Command } from 'commander';
import { UsageError } from '../../errors.ts';
import { command, type CommandIo } from '../io.ts';
import { platforms, type Platform } from '../workspace/ci.ts';

export function registerInit(program: Command, io: CommandIo): void {
  program
    .command('init')
    .description('make a workspace: a folder with the starters of every exercise')
    .argument('[dir]', 'the folder; default: the current one')
    .option('--add-missing', 'add what is missing to an existing workspace, and touch nothing that is there')
    .addOption(new Option('--ci <platform>', 'for teachers: write the workflow that grades students\' repositories, and nothing else').choices(platforms))
    .action(command(io, async (dir: string | undefined, options: { addMissing?: boolean; ci?: Platform }) => {
      if (options.ci !== undefined && options.addMissing === true) throw new UsageError('ci-and-add-missing', 'Give --ci or --add-missing, not both.', 'Leave out one of them.');
      const { initCi, initWorkspace } = await import('../workspace/init.ts');
      return options.ci === undefined ? initWorkspace(io, dir, options.addMissing === true ? 'add-missing' : 'new') : initCi(io, dir, options.ci);
    }));
}
