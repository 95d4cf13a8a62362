/** The commands and the options they share. Only declares: what a command needs is loaded when it runs. */
import { Command, Option } from 'commander';
import { registerCheck } from './commands/check.ts';
import { registerCourse } from './commands/course.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerGrade } from './commands/grade.ts';
import { registerHint } from './commands/hint.ts';
import { registerInit } from './commands/init.ts';
import { registerLearn } from './commands/learn.ts';
import { registerLesson } from './commands/lesson.ts';
import { registerList } from './commands/list.ts';
import { registerProgress } from './commands/progress.ts';
import { registerReset } from './commands/reset.ts';
import { registerRun } from './commands/run.ts';
import { registerSearch } from './commands/search.ts';
import { registerSolution } from './commands/solution.ts';
import { registerTroubleshoot } from './commands/troubleshoot.ts';
import { registerWatch } from './commands/watch.ts';
import { registerWorker } from './commands/worker.ts';
import type { CommandIo } from './io.ts';

export function buildProgram(io: CommandIo): Command {
  const program = new Command('concurrency-tutor')
    .description('Learn Go-style concurrency in the terminal, in TypeScript.')
    .version(io.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'explain a command')
    .option('--plain', 'plain text, no full-screen views')
    .addOption(new Option('--color <when>', 'colour in the output').choices(['auto', 'always', 'never']))
    .option('--no-color', 'no colour')
    .option('-q, --quiet', 'results only, no advice')
    .option('--cwd <dir>', 'work in this folder')
    .option('--course <dir>', 'another course: its folder, or an installed package')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // Errors are thrown, and said by `main` in the words of every other error.
      writeErr: () => {},
      outputError: () => {},
    })
    .addHelpText('after', '\nExit codes: 0 passed, 1 failed, 2 wrong usage, 3 workspace or course problem, 4 our fault, 130 interrupted.');
  const registrations = [
    registerLearn, registerInit, registerList, registerProgress, registerLesson, registerSearch, registerTroubleshoot, registerDemo, registerCheck, registerWatch, registerHint, registerReset,
    registerSolution, registerRun, registerGrade, registerWorker, registerCourse, registerDoctor,
  ];
  for (const register of registrations) register(program, io);
  return program;
}
