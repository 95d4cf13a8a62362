/**
 * The process that runs a course's programs for the gate, one at a time. A program may loop for ever, exhaust the memory or
 * end the process: then only this process is lost, and the gate starts another.
 */
import { isGoalReached, racesFor } from '../course/practice/goal.ts';
import { canDriveTo, drive, exploreProgram } from '../explore/index.ts';
import { isOwnFile, load, LoadError, runNative } from '../loader/index.ts';
import type { ProgramReply, ProgramRequest, ProgramRun, RaceSearch } from './program-protocol.ts';

process.on('message', (request: ProgramRequest) => {
  void answer(request).then(reply);
});
// The gate has gone; whatever a program still does here concerns nobody.
process.on('disconnect', () => process.exit());

async function answer(request: ProgramRequest): Promise<ProgramReply> {
  try {
    const program = await load(request.file, { root: request.root, ...(racesIn(request) === 'ignored' ? {} : { tells: isOwnFile }) });
    if (request.kind === 'explore') {
      const { report, outcomes } = await exploreProgram(program, { schedules: request.schedules, seed: request.seed });
      return { kind: 'explored', run: summarise(report, outcomes) };
    }
    if (request.kind === 'drive') return { kind: 'driven', drive: await drive(program, request.picks, request.races) };
    if (request.kind === 'seek') return { kind: 'sought', found: await canDriveTo(program, (end) => isGoalReached(request.goal, end), racesFor(request.goal), request.tries) };
    await runNative(program);
    return { kind: 'ended' };
  } catch (error) {
    return { kind: 'failed', message: describe(error) };
  }
}

/** Programs tell of their accesses only where somebody looks for races. */
function racesIn(request: ProgramRequest): RaceSearch {
  switch (request.kind) {
    case 'explore': case 'drive': return request.races;
    case 'seek': return racesFor(request.goal);
    case 'native': return 'ignored';
  }
}

type Exploration = Awaited<ReturnType<typeof exploreProgram>>;

/** What a program returned may not fit through a message, and nobody compares it. */
function summarise({ schedules, meters }: Exploration['report'], outcomes: Exploration['outcomes']): ProgramRun {
  return {
    schedules,
    maxGoroutines: meters.maxGoroutines,
    maxQueued: Math.max(0, ...Object.values(meters.maxQueued)),
    outcomes: outcomes.map(({ verdict, findings: [finding], output, unfinished, count, replay }) => ({
      verdict, output, unfinished, count, replay, ...(finding === undefined ? {} : { message: finding.message }),
    })),
  };
}

function describe(error: unknown): string {
  if (error instanceof LoadError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function reply(message: ProgramReply): void {
  // Output is written before the reply counts: the write below is in line behind it.
  process.stdout.write('', () => process.send?.(message));
}
