import type { Command } from 'commander';
import { command, type CommandIo } from '../io.ts';

export function registerDemo(program: Command, io: CommandIo): void {
  program
    .command('demo')
    .description('our solution of an exercise at work: what yours will do')
    .argument('[exercise]', 'number, id, slug, beginning of one, or a path in the workspace; default: the current exercise')
    .action(command(io, async (name: string | undefined) => {
      const { showDemo } = await import('../demo/show-demo.ts');
      return showDemo(io, name);
    }));
}
