import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { command, type CommandIo } from '../io.ts';
import type { WorkerOptions } from '../worker/run-worker.ts';
import { wholeNumber } from './check.ts';

export function registerWorker(program: Command, io: CommandIo): void {
  program
    .command('worker')
    .description('for teachers: judge submissions that grade --queue sends, until interrupted')
    .requiredOption('--queue <url>', 'the Redis that holds the queue (redis://…)')
    .option('-j, --jobs <number>', 'how many to judge at the same time', wholeNumber(1), availableParallelism())
    .option('--suites <folder>', 'private suites, laid out as the course\'s exercises/')
    .option('--stalled-after <seconds>', 'when a worker has been silent for so long, another takes its job over', wholeNumber(1), 15)
    .action(command(io, async (options: WorkerOptions) => {
      const { runWorker } = await import('../worker/run-worker.ts');
      return runWorker(io, options);
    }));
}
