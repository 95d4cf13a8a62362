/** What a program threw on the real clock, with places in its author's source only. */
import type { LoadedProgram } from '../../loader/index.ts';
import { DeadlockError, Panic } from '../../runtime/index.ts';
import { frames } from '../../runtime/sites.ts';
import type { RunDocument } from '../../report/index.ts';

type Problem = RunDocument['problems'][number];
type Site = NonNullable<Problem['at']>;

export interface Thrown {
  readonly verdict: RunDocument['verdict'];
  readonly message: string;
  /** The author's frames, innermost first. */
  readonly sites: readonly Site[];
}

export function describeThrown(error: unknown, program: LoadedProgram): Thrown {
  // Its text is a dump of all goroutines, each with its places.
  if (error instanceof DeadlockError) return { verdict: 'deadlock', message: `fatal error: ${error.message}`, sites: [] };
  if (error instanceof Panic) return describePanic(error, program);
  if (!(error instanceof Error)) return { verdict: 'error', message: `The program threw ${String(error)}`, sites: [] };
  return { verdict: 'error', message: `${error.name}: ${error.message}`, sites: sitesOf(error.stack, program) };
}

/** The text of `thrown` for a terminal. */
export function thrownText({ message, sites }: Thrown): string {
  return [message, ...sites.map(({ file, line, column }) => `    at ${file}:${line}:${column}`)].join('\n');
}

function describePanic(panic: Panic, program: LoadedProgram): Thrown {
  const { goroutine } = panic;
  const where = goroutine === undefined ? '' : ` [goroutine ${goroutine.id}${goroutine.name === '' ? '' : ` "${goroutine.name}"`}]`;
  const stacks = [panic.cause instanceof Error ? panic.cause.stack : undefined, panic.stack, panic.operationStack];
  const sites = stacks.map((stack) => sitesOf(stack, program)).find((found) => found.length > 0) ?? [];
  return { verdict: 'panic', message: `panic: ${panic.message}${where}`, sites };
}

/** Frames of the runtime, of Node and of this command say nothing about the program. */
function sitesOf(stack: string | undefined, program: LoadedProgram): Site[] {
  if (stack === undefined) return [];
  return frames(stack).map((frame) => program.site(frame)).filter((site) => site !== undefined);
}
