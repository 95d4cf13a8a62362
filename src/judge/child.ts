/**
 * The process that runs a learner's code: it explores scenarios on request and reports what happened. It knows inputs, and
 * nothing of what is expected. Started by `ProgramProcess`.
 */
import { Worker } from 'node:worker_threads';
import { ReplayError } from '../explore/replay.ts';
import { createEngine } from './engine.ts';
import type { EngineOutcome } from './engine-outcome.ts';
import { nextRequest, sendReply } from './channel.ts';
import { replacedPart } from './integrity.ts';
import { bounded } from './printed.ts';
import { maxOutcomes, maxReply, type Reply, type Request, type ScenarioOutcome } from './protocol.ts';
import { decode, encode, WireError } from './wire.ts';

const engine = createEngine();
const exit = process.exit.bind(process);
/** Taken before any learner's code runs: it may replace it later. */
const { stringify } = JSON;
let current: Request | undefined;

endWithParent();
process.on('uncaughtException', crash);
process.on('unhandledRejection', (error) => {
  // The explorer listens too while a rejection can be laid to a schedule.
  if (process.listenerCount('unhandledRejection') === 1) crash(error);
});
await serve();
exit(0);

async function serve(): Promise<void> {
  for (;;) {
    current = nextRequest();
    if (current === undefined) return;
    sendReply(await answer(current));
  }
}

async function answer(request: Request): Promise<Reply> {
  const { nonce } = request;
  try {
    switch (request.kind) {
      case 'hello': return { kind: 'ready', nonce };
      case 'load': return await load(request);
      case 'explore': return await explore(request);
      case 'replay': return await replay(request);
      case 'perform': return await perform(request);
      default: return request satisfies never;
    }
  } catch (error) {
    const replaced = replacedPart();
    return { kind: 'internal', nonce, message: short(error instanceof Error ? error.stack ?? error.message : String(error)), ...(replaced === undefined ? {} : { replaced }) };
  }
}

async function load({ nonce, program }: Request & { kind: 'load' }): Promise<Reply> {
  const finding = await engine.load(program);
  return finding === undefined ? { kind: 'loaded', nonce } : { kind: 'load-error', nonce, finding };
}

async function explore({ nonce, scenario, input, schedules, seed }: Request & { kind: 'explore' }): Promise<Reply> {
  const result = await engine.explore({ scenario, input: decode(input), schedules, seed });
  try {
    return { kind: 'explored', nonce, schedules: result.schedules, outcomes: distinct(result.outcomes) };
  } catch (error) {
    if (error instanceof WireError) return { kind: 'unreadable', nonce, message: error.message };
    throw error;
  }
}

async function replay({ nonce, scenario, input, token }: Request & { kind: 'replay' }): Promise<Reply> {
  try {
    const outcome = await engine.replay({ scenario, input: decode(input), token });
    return { kind: 'explored', nonce, schedules: 1, outcomes: distinct([outcome]) };
  } catch (error) {
    if (error instanceof ReplayError || error instanceof WireError) return { kind: 'differs', nonce, message: error.message };
    throw error;
  }
}

async function perform({ nonce, scenario, input }: Request & { kind: 'perform' }): Promise<Reply> {
  const outcome = await engine.perform({ scenario, input: decode(input) });
  try {
    return { kind: 'explored', nonce, schedules: 1, outcomes: distinct([outcome]) };
  } catch (error) {
    if (error instanceof WireError) return { kind: 'unreadable', nonce, message: error.message };
    throw error;
  }
}

/** Outcomes that differ for the suite: it sees findings and histories, not what was printed on the way. */
function distinct(outcomes: readonly EngineOutcome[]): ScenarioOutcome[] {
  const chosen = new Map<string, ScenarioOutcome>();
  let room = maxReply / 2;
  for (const { finding, value, printed, replay } of outcomes) {
    const encoded = finding === undefined ? encode(value) : encode(undefined);
    const key = finding === undefined ? encoded : `${finding.kind} ${finding.message}`;
    if (chosen.has(key)) continue;
    const outcome: ScenarioOutcome = { ...(finding === undefined ? {} : { finding }), value: encoded, printed: chosen.size < 10 ? bounded(printed) : bounded(printed, 1000), replay };
    room -= stringify(outcome).length;
    if (room < 0 && chosen.size === 0) throw new WireError('it is too large');
    if (room < 0 || chosen.size === maxOutcomes) break;
    chosen.set(key, outcome);
  }
  return [...chosen.values()];
}

/** What reaches the process's own handlers escaped from the program: nothing here can say in which state it left us. */
function crash(error: unknown): void {
  const location = engine.locate(error);
  sendReply({ kind: 'crashed', nonce: current?.nonce ?? '', message: short(error instanceof Error ? error.message : String(error)), ...(location === undefined ? {} : { location }) });
  exit(70);
}

/**
 * A loop that never awaits hears nothing of the judge being killed, and would run on for ever. So another thread watches.
 */
function endWithParent(): void {
  const source = `
    const { pid, platform } = process;
    const ppid = require('node:worker_threads').workerData;
    const isAlive = () => { try { return process.kill(ppid, 0); } catch (error) { return error.code === 'EPERM'; } };
    setInterval(() => {
      if (process.ppid === ppid && isAlive()) return;
      process.kill(platform === 'win32' ? pid : -pid, 'SIGKILL');
    }, 500);`;
  new Worker(source, { eval: true, workerData: process.ppid, env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}

function short(text: string): string {
  return text.slice(0, 8000);
}
