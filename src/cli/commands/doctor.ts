import type { Command } from 'commander';
import { command, type CommandIo } from '../io.ts';

export function registerDoctor(program: Command, io: CommandIo): void {
  program
    .command('doctor')
    .description('say what this machine offers: the walls around other people\'s code, versions, tools')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExit codes: 0 when other people\'s code can be sandboxed and every wall that was tried holds, 1 when not, 4 when that cannot be found out.')
    .action(command(io, async (options: { readonly json?: boolean }) => {
      const { doctor } = await import('../doctor/doctor.ts');
      return doctor(io, options);
    }));
}
