/** A program on the real clock, in this process. */
import { exitCode } from '../../errors.ts';
import { runNative, type LoadedProgram } from '../../loader/index.ts';
import type { RunDocument } from '../../report/index.ts';
import type { CommandIo } from '../io.ts';
import { emptyRun } from './run-document.ts';
import { describeThrown, thrownText } from './thrown.ts';

type Ending =
  | { readonly kind: 'returned' }
  | { readonly kind: 'threw'; readonly error: unknown }
  /** Nothing was left that could go on. */
  | { readonly kind: 'stuck' }
  /** The program called `process.exit`. */
  | { readonly kind: 'exited'; readonly code: number };

/** The program's output goes straight to ours. */
export async function runNativelyAsText(io: CommandIo, program: LoadedProgram): Promise<number> {
  const ending = await end(io, program, () => '');
  const { problems, verdict } = documentOf(ending, program);
  if (ending.kind === 'threw') io.warn(thrownText(describeThrown(ending.error, program)));
  else for (const { message } of problems) io.warn(message);
  return verdict === 'pass' ? exitCode.ok : exitCode.failed;
}

/** The program's output becomes part of the document. */
export async function runNativelyAsJson(io: CommandIo, program: LoadedProgram): Promise<number> {
  const capture = io.capture();
  const asText = (ending: Ending) => `${JSON.stringify({ ...documentOf(ending, program), output: capture.stop() }, null, 2)}\n`;
  const ending = await end(io, program, (code) => asText({ kind: 'exited', code }));
  // Made first: it lets output through again.
  const text = asText(ending);
  io.stdout.write(text);
  return ending.kind === 'returned' ? exitCode.ok : exitCode.failed;
}

/** `lastWords` are said when the program takes the whole process with it. */
async function end(io: CommandIo, program: LoadedProgram, lastWords: (code: number) => string): Promise<Ending> {
  // When main has returned the program is over, whatever it left behind.
  io.endProcess();
  const ended = Promise.withResolvers<Ending>();
  const unwatch = io.watchEnd({
    idle: () => ended.resolve({ kind: 'stuck' }),
    uncaught: (error) => ended.resolve({ kind: 'threw', error }),
    exit: (code) => ({ text: lastWords(code), code: code === 0 ? exitCode.ok : exitCode.failed }),
  });
  // One turn later: a promise that main left rejected is heard of by then.
  runNative(program).then(() => setImmediate(() => ended.resolve({ kind: 'returned' })), (error: unknown) => ended.resolve({ kind: 'threw', error }));
  try {
    return await ended.promise;
  } finally {
    unwatch();
  }
}

function documentOf(ending: Ending, program: LoadedProgram): RunDocument {
  const run = { ...emptyRun, schedules: 1 };
  switch (ending.kind) {
    case 'returned': return run;
    case 'exited': return ending.code === 0 ? run : { ...run, verdict: 'error', problems: [{ message: `The program called process.exit(${ending.code}).` }] };
    case 'stuck': return { ...run, verdict: 'uncontrolled', problems: [{ message: stuck }] };
    case 'threw': {
      const { verdict, message, sites: [at] } = describeThrown(ending.error, program);
      return { ...run, verdict, problems: [{ message, ...(at === undefined ? {} : { at }) }] };
    }
  }
}

const stuck = 'The program waits for a promise that nothing can settle: no timer, no socket and no goroutine is left. Add --schedules 200 to see where.';
