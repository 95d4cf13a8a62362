/** `--replay --inspect`: the schedule of a token in a debugger. */
import { open, url, waitForDebugger } from 'node:inspector';
import { answerStops, LoadedProgram, withStops } from '../../loader/index.ts';
import { goroutineStorage } from '../../runtime/current.ts';
import type { RunDocument } from '../../report/index.ts';
import type { CommandIo } from '../io.ts';
import { errorOf, type Explored } from './explore-apart.ts';
import { replayHere } from './explore-here.ts';

/** Where debuggers look first. */
const USUAL_PORT = 9229;
const [START, THERE] = [0, 1];

/**
 * Runs the schedule in this process and stops twice: before the program's first statement, so that breakpoints can be set, and where
 * the finding happens. @throws {UsageError} for a token that does not fit
 */
export async function inspect(io: CommandIo, program: LoadedProgram, token: string): Promise<Explored> {
  const { document } = await replayHere(program, token).catch(refuse);
  const there = placeOf(document);
  const stopping = LoadedProgram.from(withStops(program.toJSON(), there ? ['start', there.at] : ['start']));
  const which = there === undefined ? -1 : await lastTime(stopping, token, there.goroutine);
  io.warn(`The schedule waits for a debugger: chrome://inspect in a browser, "Attach" in an editor, or node inspect 127.0.0.1:${USUAL_PORT}. ` +
    `It stops where the program begins${there ? ', and where it happens' : ''}.`);
  listen();
  let times = 0;
  let isBegun = false;
  using _answers = answerStops((stop) => {
    if (stop === THERE) return ++times === which;
    // The module's top level is run once, but what stands first in it may be called again.
    const isFirst = !isBegun;
    isBegun = true;
    return stop === START && isFirst;
  });
  return await replayHere(stopping, token);
}

function refuse(error: unknown): never {
  throw error instanceof Error ? errorOf({ name: error.name, message: error.message, stack: error.stack ?? '' }) : error;
}

type Place = { readonly goroutine: number; readonly at: NonNullable<RunDocument['findings'][number]['goroutines'][number]['at']> };

/** Where the first goroutine concerned is that is anywhere. */
function placeOf({ findings: [finding] }: RunDocument): Place | undefined {
  return finding?.goroutines.flatMap(({ id, at }) => (at ? [{ goroutine: id, at }] : []))[0];
}

/** A statement may run many times before the one that matters, which is the last one of its goroutine. */
async function lastTime(program: LoadedProgram, token: string, goroutine: number): Promise<number> {
  let times = 0;
  let last = -1;
  using _answers = answerStops((stop) => {
    if (stop === THERE && (++times, goroutineStorage.getStore()?.id === goroutine)) last = times;
    return false;
  });
  await replayHere(program, token);
  return last;
}

/** Waits until a debugger has come. Node says itself where it listens. */
function listen(): void {
  if (url() === undefined) open(USUAL_PORT, '127.0.0.1');
  // Somebody else listens there.
  if (url() === undefined) open(0, '127.0.0.1');
  waitForDebugger();
}
