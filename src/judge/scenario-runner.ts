/** Asks the learner's process for explorations: one at a time, each question once, with a fresh process after a bad end. */
import { chown, mkdtemp } from 'node:fs/promises';
import { JudgeError } from '../errors.ts';
import type { Limits } from '../course/model.ts';
import type { Box } from './isolation/box.ts';
import type { ProgramData } from '../loader/index.ts';
import type { ScenarioEnd } from './cause.ts';
import { ProgramProcess, type CallEnd, type WithoutNonce } from './program-process.ts';
import { joined, nothingPrinted, type Printed } from './printed.ts';
import type { Reply, Request, ScenarioOutcome } from './protocol.ts';
import { killed, type Clock } from './suite-api.ts';
import { encode } from './wire.ts';

export interface RunnerOptions {
  readonly limits: Limits;
  readonly schedules: number;
  readonly seed: number;
  /** Working folder of the learner's process. */
  readonly scratch: string;
  readonly box: Box;
  readonly signal: AbortSignal;
  /** A process that has been started already. */
  readonly first?: ProgramProcess;
}

export type ScenarioAnswer =
  | { readonly kind: 'explored'; readonly schedules: number; readonly outcomes: readonly ScenarioOutcome[] }
  | { readonly kind: 'ended'; readonly end: ScenarioEnd }
  /** Not asked any more: too many questions before this one have taken all their time. */
  | { readonly kind: 'gave-up' };

type Question = WithoutNonce<Extract<Request, { readonly kind: 'explore' | 'perform' | 'replay' }>>;

/** A question that was answered by histories, with no finding among them. */
export interface Told {
  readonly scenario: string;
  /** Encoded, as the outcomes are. */
  readonly input: string;
  readonly outcomes: readonly ScenarioOutcome[];
}

/** After so many ends that cost the whole time limit, no more questions are asked. */
const patience = 2;
/** Node's exit code when our own `await` can never end: nobody called `process.exit`. */
const ranDry = 13;
/** How long our own code may take to start, in seconds. */
const startTime = 60;

export class ScenarioRunner {
  readonly #options: RunnerOptions;
  readonly #answers = new Map<string, Promise<ScenarioAnswer>>();
  readonly #told: Told[] = [];
  #program: ProgramData | undefined;
  #process: { readonly running: ProgramProcess; loaded: boolean } | undefined;
  /** Whoever stops it waits for every stop that is under way. */
  #stopped: Promise<void> = Promise.resolve();
  #last: Promise<unknown> = Promise.resolve();
  #expensiveEnds = 0;
  #printed: Printed = nothingPrinted;

  constructor(options: RunnerOptions) {
    this.#options = options;
    if (options.first !== undefined) this.#process = { running: options.first, loaded: false };
    options.signal.addEventListener('abort', () => { void this.stop(); }, { once: true });
  }

  /** Starts a process, so that it is ready when the first question comes. */
  warm(): void {
    this.#start(this.#options.scratch);
  }

  #start(folder: string): void {
    const { box, limits, signal } = this.#options;
    if (!signal.aborted) this.#process ??= { running: new ProgramProcess({ folder, box, memory: limits.memory, seconds: limits.seconds }), loaded: false };
  }

  /** Takes the program all questions are about, and has it evaluated once. Gives how that ended, unless well. */
  async load(program: ProgramData): Promise<ScenarioEnd | undefined> {
    this.#program = program;
    const ready = await this.#ready();
    return 'end' in ready ? ready.end : undefined;
  }

  /** What a scenario did with an input, under all schedules. */
  explore(scenario: string, input: unknown): Promise<ScenarioAnswer> {
    const { schedules, seed } = this.#options;
    const encoded = encode(input);
    return this.#once(`virtual ${scenario} ${encoded}`, async () => {
      const answer = await this.#ask({ kind: 'explore', scenario, input: encoded, schedules, seed });
      if (answer.kind === 'explored' && answer.outcomes.every(({ finding }) => finding === undefined)) this.#told.push({ scenario, input: encoded, outcomes: answer.outcomes });
      return answer;
    });
  }

  /** What has been told so far, and can be asked for once more. */
  told(): readonly Told[] {
    return this.#told;
  }

  /** Runs a scenario once more in a fresh process, under a schedule that it told of. */
  async repeat({ scenario, input }: Told, token: string): Promise<ScenarioAnswer> {
    await this.stop();
    // Nor does it find what others have left in the working folder.
    const folder = await mkdtemp(`${this.#options.scratch}-`);
    const { owner } = this.#options.box;
    if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
    this.#start(folder);
    const answer = await this.#ask({ kind: 'replay', scenario, input, token });
    await this.stop();
    return answer;
  }

  /** What a scenario did with an input, once, on the real clock; its process may be killed in the midst of it if the suite says so. */
  perform(scenario: string, input: unknown, clock: Exclude<Clock, 'virtual'> = 'real'): Promise<ScenarioAnswer> {
    const encoded = encode(input);
    return this.#once(`${clock} ${scenario} ${encoded}`, async () => {
      const answer = withDeath(await this.#ask({ kind: 'perform', scenario, input: encoded }), clock);
      // Timers and sockets that the program left open would be there in the next question.
      await this.stop();
      return answer;
    });
  }

  #once(question: string, ask: () => Promise<ScenarioAnswer>): Promise<ScenarioAnswer> {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const answer = this.#last.then(ask);
    this.#last = answer.catch(() => undefined);
    this.#answers.set(question, answer);
    return answer;
  }

  /** Ends the process and everything it started. */
  async stop(): Promise<void> {
    const process = this.#process?.running;
    this.#process = undefined;
    if (process !== undefined) {
      this.#stopped = this.#stopped.then(async () => {
        await process.stop();
        this.#printed = joined(this.#printed, process.printed());
      });
    }
    await this.#stopped;
  }

  /** What the processes printed outside of any schedule, bounded. */
  printed(): Printed {
    return this.#printed;
  }

  async #ask(question: Question): Promise<ScenarioAnswer> {
    if (this.#expensiveEnds >= patience) return { kind: 'gave-up' };
    const ready = await this.#ready();
    if ('end' in ready) return { kind: 'ended', end: ready.end };
    const { limits, signal } = this.#options;
    const end = await ready.process.call(question, limits.seconds);
    signal.throwIfAborted();
    if (end.kind === 'reply' && end.reply.kind === 'explored') return { kind: 'explored', schedules: end.reply.schedules, outcomes: end.reply.outcomes };
    return { kind: 'ended', end: await this.#clearAway(end, question.kind) };
  }

  /** A process that has evaluated the program, or how evaluating it ended. */
  async #ready(): Promise<{ readonly process: ProgramProcess } | { readonly end: ScenarioEnd }> {
    const { limits, signal } = this.#options;
    signal.throwIfAborted();
    this.warm();
    const current = this.#process;
    if (current === undefined || this.#program === undefined) throw processFault('There is no program to run.');
    if (current.loaded) return { process: current.running };

    const greeting = await current.running.call({ kind: 'hello' }, startTime);
    signal.throwIfAborted();
    if (greeting.kind !== 'reply' || greeting.reply.kind !== 'ready') {
      await this.stop();
      throw processFault(`The process for your program did not start: ${JSON.stringify(greeting)} ${this.#printed.stderr.slice(0, 1000)}`);
    }
    const end = await current.running.call({ kind: 'load', program: this.#program }, limits.seconds);
    signal.throwIfAborted();
    if (end.kind !== 'reply' || end.reply.kind !== 'loaded') return { end: await this.#clearAway(end, 'load') };
    current.loaded = true;
    return { process: current.running };
  }

  /** After anything but an answer no one can say in which state the process is. */
  async #clearAway(end: CallEnd, question: 'load' | Question['kind']): Promise<ScenarioEnd> {
    await this.stop();
    if (end.kind === 'timeout' || end.kind === 'out-of-memory' || end.kind === 'limit') this.#expensiveEnds += 1;
    if (question === 'perform' && end.kind === 'timeout') return { kind: 'unfinished', seconds: end.seconds };
    if (question === 'perform' && end.kind === 'exited' && end.code === ranDry) return { kind: 'stuck' };
    if (end.kind === 'exited' && end.code === ranDry) throw processFault('The exploration of the program stopped without a result.');
    if (end.kind === 'out-of-memory') return { kind: 'out-of-memory', memory: this.#options.limits.memory };
    return end.kind === 'reply' ? replyEnd(end.reply) : end;
  }
}

/** Where the process may be killed, that is an outcome like any other. */
function withDeath(answer: ScenarioAnswer, clock: Clock): ScenarioAnswer {
  if (clock !== 'killed' || answer.kind !== 'ended' || answer.end.kind !== 'signalled' || answer.end.signal !== 'SIGKILL') return answer;
  return { kind: 'explored', schedules: 1, outcomes: [{ value: encode(killed), printed: nothingPrinted, replay: '' }] };
}

function replyEnd(reply: Reply): ScenarioEnd {
  switch (reply.kind) {
    case 'load-error': return { kind: 'load-error', finding: reply.finding };
    case 'crashed': return { kind: reply.kind, message: reply.message, ...(reply.location === undefined ? {} : { location: reply.location }) };
    case 'differs':
    case 'unreadable': return { kind: 'unreadable', message: reply.message };
    case 'internal':
      if (reply.replaced !== undefined) return { kind: 'crashed', message: `it replaces ${reply.replaced}, which everything in its process works with` };
      throw processFault(`The program could not be explored: ${reply.message}`);
    case 'ready':
    case 'loaded':
    case 'explored': return { kind: 'garbled' };
    default: return reply satisfies never;
  }
}

function processFault(message: string): JudgeError {
  return new JudgeError('process', message, 'This is not your program\'s fault. Try again; if it stays, report it with this message.');
}
