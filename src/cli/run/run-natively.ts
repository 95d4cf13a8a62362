/** A program on the real clock, in this process. */
import { exitCode } from '../../errors.ts';
import { runNative, type LoadedProgram } from '../../loader/index.ts';
import { DeadlockError, Panic } from '../../runtime/index.ts';
import type { RunDocument } from '../../report/index.ts';
import { messageOf } from '../../system-error.ts';
import type { CommandIo } from '../io.ts';
import { emptyRun } from './run-document.ts';

export interface NativeRun {
  readonly file: string;
  readonly format: 'text' | 'json';
}

type Ending =
  | { readonly kind: 'returned' }
  | { readonly kind: 'threw'; readonly error: unknown }
  /** Nothing was left that could go on. */
  | { readonly kind: 'stuck' };

export async function runNatively(io: CommandIo, program: LoadedProgram, { format }: NativeRun): Promise<number> {
  // When main has returned the program is over, whatever it left behind.
  io.endProcess();
  const capture = format === 'json' ? io.capture() : undefined;
  const document = (ending: Ending): string => `${JSON.stringify({ ...documentOf(ending), output: capture?.stop() ?? [] }, null, 2)}\n`;
  const ending = await end(io, program, (code) => (format === 'json' ? document(code === 0 ? { kind: 'returned' } : { kind: 'threw', error: new Error(`The program ended the process with exit code ${code}.`) }) : ''));
  if (format === 'json') io.stdout.write(document(ending));
  else if (ending.kind !== 'returned') io.warn(wordsOf(ending));
  return ending.kind === 'returned' ? exitCode.ok : exitCode.failed;
}

/** `lastWords` are said when the program takes the whole process with it. */
async function end(io: CommandIo, program: LoadedProgram, lastWords: (code: number) => string): Promise<Ending> {
  const stuck = Promise.withResolvers<Ending>();
  const unwatch = io.watchEnd({
    idle: () => stuck.resolve({ kind: 'stuck' }),
    exit: (code) => ({ text: lastWords(code), code: code === 0 ? exitCode.ok : exitCode.failed }),
  });
  const ran = runNative(program).then((): Ending => ({ kind: 'returned' }), (error: unknown): Ending => ({ kind: 'threw', error }));
  try {
    return await Promise.race([ran, stuck.promise]);
  } finally {
    unwatch();
  }
}

function documentOf(ending: Ending): RunDocument {
  if (ending.kind === 'returned') return { ...emptyRun, schedules: 1 };
  return { ...emptyRun, schedules: 1, verdict: verdictOf(ending), problems: [{ message: wordsOf(ending) }] };
}

function verdictOf(ending: Exclude<Ending, { kind: 'returned' }>): RunDocument['verdict'] {
  if (ending.kind === 'stuck') return 'uncontrolled';
  if (ending.error instanceof DeadlockError) return 'deadlock';
  return ending.error instanceof Panic ? 'panic' : 'error';
}

function wordsOf(ending: Exclude<Ending, { kind: 'returned' }>): string {
  if (ending.kind === 'stuck') return 'The program waits for a promise that nothing can settle: no timer, no socket and no goroutine is left. Add --schedules 200 to see where.';
  return ending.error instanceof Error ? (ending.error.stack ?? ending.error.message) : `The program threw ${messageOf(ending.error)}`;
}
