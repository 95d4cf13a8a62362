import { InvalidArgumentError, type Command } from 'commander';
import { command, type CommandIo } from '../io.ts';
import { parseSeed, type Seed } from '../../judge/seed.ts';
import type { CheckOptions } from '../check/check-exercises.ts';
import { parseReporter, reporterNames, type ReportOrder } from '../check/reporters.ts';

export function registerCheck(program: Command, io: CommandIo): void {
  program
    .command('check')
    .description('check your work')
    .argument('[exercises...]', 'number, id, slug, beginning of one, or a path in the workspace; default: the current exercise')
    .option('--all', 'check every exercise and project')
    .option('--json', 'print one JSON document')
    .option('--junit <file>', 'also write a JUnit XML report')
    .option('--reporter <name[=file]>', `a report, to standard output or to a file; may be given several times: ${reporterNames.join(', ')}`, reporters)
    .option('--exit-zero', 'exit code 0 also when the work has failed, where a platform reads the report instead')
    .option('--seed <seed>', 'seed of the schedules and of the random input: a whole number, or the 64 hex digits of a grading', seed)
    .option('--schedules <number>', 'schedules per scenario', wholeNumber(1))
    .action(command(io, async (names: string[], options: CheckOptions) => {
      const { checkExercises } = await import('../check/check-exercises.ts');
      return checkExercises(io, names, options);
    }));
}

/** Adds a report to those that were asked for before. */
function reporters(text: string, before: readonly ReportOrder[] = []): readonly ReportOrder[] {
  const order = parseReporter(text);
  if (order !== undefined) return [...before, order];
  throw new InvalidArgumentError(`It must be one of ${reporterNames.join(', ')}, or one of them with a file: junit=report.xml.`);
}

/** Reads an option's value as a seed of the judge. */
export function seed(text: string): Seed {
  const read = parseSeed(text);
  if (read !== undefined) return read;
  throw new InvalidArgumentError('It must be a whole number from 0 up, or 64 hex digits.');
}

/** Reads an option's value as a whole number. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} up.`);
  };
}
