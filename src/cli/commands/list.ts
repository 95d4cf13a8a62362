import type { Command } from 'commander';
import { exitCode } from '../../errors.ts';
import { command, printJson, type CommandIo } from '../io.ts';
import { openCourse, lookAtProgress } from '../learner.ts';
import { listDocument } from '../list-document.ts';
import { reportStyle } from '../style.ts';

export function registerList(program: Command, io: CommandIo): void {
  program
    .command('list')
    .description('lessons, exercises and projects, and how far you are')
    .option('--json', 'print one JSON document')
    .action(command(io, (options: { json?: boolean }) => list(io, options)));
}

async function list(io: CommandIo, options: { json?: boolean }): Promise<number> {
  const [course, progress] = await Promise.all([openCourse(io), lookAtProgress(io)]);
  const document = listDocument(course, progress);
  if (options.json === true) {
    printJson(io, document);
    return exitCode.ok;
  }
  const { renderList } = await import('../../report/index.ts');
  io.print(renderList(document, progress.current, reportStyle(io)));
  return exitCode.ok;
}
