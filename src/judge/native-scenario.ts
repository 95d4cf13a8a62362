/** A scenario on the real clock: run once, as a program runs, and told like the outcome of one schedule. */
import type { Finding, FindingKind } from '../explore/report.ts';
import { runNative, type LoadedProgram } from '../loader/index.ts';
import { DeadlockError, Panic } from '../runtime/index.ts';
import { frames } from '../runtime/sites.ts';
import type { EngineOutcome } from './engine-outcome.ts';
import { ownSite } from './own-sites.ts';
import { nothingPrinted } from './printed.ts';

/** What the program prints goes to the streams of this process. */
export async function performNatively(program: LoadedProgram, scenario: string, input: unknown): Promise<EngineOutcome> {
  const rest = { printed: nothingPrinted, replay: '' };
  try {
    return { ...rest, value: await runNative(program, { export: scenario, args: [input], detail: 'off' }) };
  } catch (error) {
    return { ...rest, value: undefined, finding: findingOf(error, program) };
  }
}

function findingOf(error: unknown, program: LoadedProgram): Finding {
  const at = siteOf(error, program);
  const goroutines = at === undefined ? [] : [{ id: goroutineOf(error), name: '', state: 'running', at }];
  return { ...described(error), goroutines, replay: '', trace: [] };
}

function described(error: unknown): { readonly kind: FindingKind; readonly message: string } {
  if (error instanceof DeadlockError) return { kind: 'deadlock', message: error.message };
  if (error instanceof Panic) return { kind: 'panic', message: `A goroutine panicked: ${error.message}` };
  return { kind: 'error', message: error instanceof Error ? `The program threw ${error.name}: ${error.message}` : `The program threw ${String(error)}` };
}

function goroutineOf(error: unknown): number {
  return error instanceof Panic ? error.goroutine?.id ?? 1 : 1;
}

/** Where in the learner's source it was thrown. */
function siteOf(error: unknown, program: LoadedProgram): ReturnType<typeof ownSite> {
  const stacks = error instanceof Panic
    ? [error.cause instanceof Error ? error.cause.stack : undefined, error.stack, error.operationStack]
    : [error instanceof Error ? error.stack : undefined];
  const sites = stacks.flatMap((stack) => (stack === undefined ? [] : frames(stack))).map((frame) => program.site(frame));
  return sites.find((site) => ownSite(site) !== undefined);
}
