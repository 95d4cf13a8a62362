/** The command line: parse, dispatch, turn the outcome into an exit code. */
import { CommanderError, type Command } from 'commander';
import { UsageError, WorkspaceError } from '../errors.ts';
import { statSync } from 'node:fs';
import { reportFailure } from './failures.ts';
import { isInteractive } from './io.ts';
import { overview } from './overview.ts';
import { ProcessIo, type Settings } from './process-io.ts';
import { buildProgram } from './program.ts';

/** Runs one command line and gives its exit code. `argv` holds the words after the program's name. */
export async function main(argv: string[]): Promise<number> {
  const io = new ProcessIo();
  io.leaveQuietlyOnClosedPipe();
  io.onUncaught((error) => {
    io.setExit(reportFailure(io, error, wantsJson(argv) ? 'json' : 'text'));
    io.endProcess();
    void io.finish();
  });
  try {
    await dispatch(argv, io);
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) {
      io.setExit(reportFailure(io, asTutorError(error), wantsJson(argv) ? 'json' : 'text'));
    }
  }
  await io.finish();
  return io.exit;
}

async function dispatch(argv: string[], io: ProcessIo): Promise<void> {
  const program = buildProgram(io);
  program.hook('preAction', (root) => configure(io, root));
  if (isCommandMissing(program, argv)) {
    configure(io, program);
    if (!isInteractive(io)) {
      io.print(overview(io.version));
      return;
    }
    await program.parseAsync([...argv, 'learn'], { from: 'user' });
    return;
  }
  await program.parseAsync(argv, { from: 'user' });
}

/** A fresh parse of the options alone: what is left over names a command, or is an option we do not know. */
function isCommandMissing(program: Command, argv: string[]): boolean {
  const { operands, unknown } = program.parseOptions(argv);
  return operands.length === 0 && unknown.length === 0;
}

function configure(io: ProcessIo, program: Command): void {
  io.configure(program.opts<Settings>());
  if (statSync(io.cwd, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new WorkspaceError('no-such-folder', `There is no folder ${io.cwd}.`, 'Give --cwd a folder that exists.');
}

function asTutorError(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  // What `help nonsense` and a bare `course` throw says nothing.
  const message = error.code === 'commander.help' ? 'The command is missing or unknown' : error.message.replace(/^error: /, '');
  return new UsageError('usage', capitalised(message), 'Run `concurrency-tutor --help` to see the commands, or add --help to a command to see its options.');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Asked of the raw words, because a command line that cannot be parsed must still be answered in JSON. */
function wantsJson(argv: string[]): boolean {
  const end = argv.indexOf('--');
  const words = argv.slice(0, end < 0 ? argv.length : end);
  return words.includes('--json') || words.some((word, index) => word === '--reporter=json' || (word === 'json' && words[index - 1] === '--reporter'));
}

