import type { Command } from 'commander';
import { command, type CommandIo } from '../io.ts';
import type { SolutionOptions } from '../show-solution.ts';

export function registerSolution(program: Command, io: CommandIo): void {
  program
    .command('solution')
    .description('our solution of an exercise, once yours has passed')
    .argument('[exercise]', 'number, id, slug, beginning of one, or a path in the workspace; default: the current exercise')
    .option('--force', 'show it although yours has not passed')
    .option('--write <dir>', 'write the files into this folder instead of printing them')
    .action(command(io, async (name: string | undefined, options: SolutionOptions) => {
      const { showSolution } = await import('../show-solution.ts');
      return showSolution(io, name, options);
    }));
}
