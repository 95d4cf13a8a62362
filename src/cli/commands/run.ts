import { InvalidArgumentError, Option, type Command } from 'commander';
import { strategyNames } from '../../explore/strategy/strategy.ts';
import { command, type CommandIo } from '../io.ts';
import { wholeNumber } from './check.ts';
import type { RunOptions } from '../run/run-file.ts';

export function registerRun(program: Command, io: CommandIo): void {
  program
    .command('run')
    .description('run a program, or run it under many schedules to look for bugs')
    .argument('<file>', 'a TypeScript module')
    .option('--schedules <number>', 'explore this many schedules in virtual time; without it the program simply runs', wholeNumber(1))
    .option('--seed <number|random>', 'seed of the schedules', parseSeed)
    .addOption(new Option('--strategy <name>', 'how schedules are chosen').choices(strategyNames))
    .option('--race', 'look for data races (default when exploring)')
    .option('--no-race', 'do not look for data races')
    .option('--depth <number>', 'how many well-placed switches the strategy looks for, 1 to 4', depthOf)
    .option('--preemptions <number>', 'with --strategy exhaustive: every schedule with so many pre-emptions at most, in place of every interleaving', wholeNumber(0))
    .option('--replay <token>', 'repeat the schedule a finding named, with all details')
    .option('--inspect', 'with --replay: stop in a debugger where it happens')
    .option('--trace <file>', 'write the schedule that is shown to a file: .html to step through it, .json for Perfetto')
    .option('--json', 'print one JSON document')
    .action(command(io, async (file: string, options: RunOptions) => {
      const { runFile } = await import('../run/run-file.ts');
      return runFile(io, file, options);
    }));
}

function parseSeed(text: string): number | 'random' {
  if (text === 'random') return text;
  try {
    return wholeNumber(0)(text);
  } catch {
    throw new InvalidArgumentError('It must be a whole number from 0 up, or "random".');
  }
}

function depthOf(text: string): number {
  const depth = wholeNumber(1)(text);
  if (depth > 4) throw new InvalidArgumentError('It must be a whole number from 1 to 4.');
  return depth;
}
