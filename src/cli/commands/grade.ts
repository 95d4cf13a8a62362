import { InvalidArgumentError, type Command } from 'commander';
import { command, type CommandIo } from '../io.ts';
import type { GradeCommandOptions } from '../grade/options.ts';
import { seed, wholeNumber } from './check.ts';

export function registerGrade(program: Command, io: CommandIo): void {
  program
    .command('grade')
    .description('for teachers: judge the work of a whole class, and write its gradebook')
    .argument('[submissions...]', 'folders, a pattern in quotes, or a list (.csv with the columns student, folder, submitted)')
    .option('-e, --exercise <name>', 'number, id, slug or beginning of one; repeatable (default: every exercise that somebody handed in)', several, [])
    .option('-o, --out <folder>', 'where everything is written; run the same command again to go on or to judge what has changed', 'grades')
    .option('-j, --jobs <number>', 'how many to judge at the same time (default: one for each processor)', wholeNumber(1))
    .option('--suites <folder>', 'private suites, laid out as the course\'s exercises/')
    .option('--policy <file>', 'deadlines, extensions and what lateness costs (YAML)')
    .option('--overrides <file>', 'scores set by hand, each with its reason (YAML)')
    .option('--roster <file>', 'who is in the class (CSV); needs --mapping')
    .option('--mapping <file>', 'the columns of the roster, and of the file that goes back to Canvas or Moodle (YAML)')
    .option('--anonymous', 'no names in the gradebook, the logs and on the screen')
    .option('--similarity <share>', 'tell pairs of submissions that share this much, 0 to 1; 0 looks for none', share, 0.7)
    .option('--seed <seed>', 'seed of inputs and schedules, the same for everybody (default: a secret one, kept in the folder)', seed)
    .option('--schedules <number>', 'schedules per scenario', wholeNumber(1))
    .option('--again', 'judge everything again, also what has not changed')
    .option('--allow-weak-isolation', 'judge although this machine has no sandbox for the students\' code')
    .option('--queue <url>', 'let workers judge, through a Redis (redis://…); without one that answers, this machine judges')
    .option('--explain <student>', 'tell what a check found: grade --explain STUDENT CHECK')
    .option('--replay', 'with --explain: judge that work again with the same seed, and say whether it shows the same')
    .option('--fail-on-any', 'exit code 1 when some work did not pass')
    .option('--exit-zero', 'exit code 0 whenever the gradebook was written')
    .option('--json', 'print the gradebook as one JSON document')
    .action(command(io, async (names: string[], options: GradeCommandOptions) => {
      if (options.explain !== undefined) {
        const { explain } = await import('../grade/explain.ts');
        return explain(io, names, { ...options, explain: options.explain });
      }
      const { gradeClass } = await import('../grade/grade-class.ts');
      return gradeClass(io, names, options);
    }));
}

function several(name: string, before: readonly string[]): readonly string[] {
  return [...before, name];
}

function share(text: string): number {
  const number = Number(text);
  if (/^\d*\.?\d+$/.test(text) && number <= 1) return number;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}
