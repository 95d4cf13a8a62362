import type { Command } from 'commander';
import { exitCode } from '../../errors.ts';
import { command, printJson, type CommandIo } from '../io.ts';
import { openCourse, openLearnersProgress } from '../learner.ts';
import { progressDocument } from '../progress-document.ts';
import { reportStyle } from '../style.ts';

export function registerProgress(program: Command, io: CommandIo): void {
  program
    .command('progress')
    .description('what you can do so far, concept by concept')
    .option('--json', 'print one JSON document')
    .action(command(io, (options: { json?: boolean }) => progress(io, options)));
}

async function progress(io: CommandIo, options: { json?: boolean }): Promise<number> {
  const [course, kept] = await Promise.all([openCourse(io), openLearnersProgress(io)]);
  const document = progressDocument(course, kept.state);
  if (options.json === true) {
    printJson(io, document);
    return exitCode.ok;
  }
  const { renderProgress } = await import('../../report/index.ts');
  io.print(renderProgress(document, reportStyle(io)));
  return exitCode.ok;
}
