import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Goal } from '../course/index.ts';
import type { Drive } from '../explore/index.ts';
import type { ProgramReply, ProgramRequest, ProgramRun, RaceSearch } from './program-protocol.ts';

/** What became of one run: it was explored, it ran natively, or it could do neither. */
export type RunAnswer =
  | { readonly kind: 'explored'; readonly run: ProgramRun }
  | { readonly kind: 'driven'; readonly drive: Drive }
  | { readonly kind: 'sought'; readonly found: boolean }
  | { readonly kind: 'ended'; readonly output: string }
  | { readonly kind: 'failed'; readonly message: string };

/** A child is replaced after this many programs: none may suffer from what earlier ones left behind. */
const programsPerChild = 25;
/** More than this a program of the course does not print. */
const outputLimit = 1024 * 1024;

interface Child {
  readonly process: ChildProcess;
  uses: number;
}

/** Runs programs in child processes, under a watchdog. Dispose of it to end the children. */
export class ProgramRunner {
  readonly #timeoutMs: number;
  readonly #idle: Child[] = [];
  readonly #all = new Set<ChildProcess>();

  constructor(options: { readonly timeoutMs: number }) {
    this.#timeoutMs = options.timeoutMs;
  }

  async explore(request: { readonly file: string; readonly root: string; readonly schedules: number; readonly seed: number; readonly races: RaceSearch }): Promise<RunAnswer> {
    return this.#askSome({ kind: 'explore', ...request });
  }

  /** Under one schedule, with the choices given, up to the first that is still to be made. */
  async drive(request: { readonly file: string; readonly root: string; readonly picks: readonly number[]; readonly races: RaceSearch }): Promise<RunAnswer> {
    return this.#askSome({ kind: 'drive', ...request });
  }

  /** Looks for choices that lead to a goal. */
  async seek(request: { readonly file: string; readonly root: string; readonly goal: Goal; readonly tries: number }): Promise<RunAnswer> {
    return this.#askSome({ kind: 'seek', ...request });
  }

  async #askSome(request: ProgramRequest): Promise<RunAnswer> {
    const child = this.#idle.pop() ?? this.#start();
    const answer = await this.#ask(child, request);
    child.uses++;
    // One that the watchdog has killed may still count as connected.
    if (child.process.connected && !child.process.killed && child.uses < programsPerChild) this.#idle.push(child);
    else this.#end(child.process);
    return answer;
  }

  /** On the real clock, in a process of its own: such programs open sockets and files. */
  async native(request: { readonly file: string; readonly root: string }): Promise<RunAnswer> {
    const child = this.#start();
    const answer = await this.#ask(child, { kind: 'native', ...request });
    this.#end(child.process);
    return answer;
  }

  [Symbol.dispose](): void {
    for (const child of this.#all) this.#end(child);
    this.#idle.length = 0;
  }

  #start(): Child {
    const child = fork(childFile(), [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [], env: { ...process.env, TZ: 'UTC', NO_COLOR: '1', FORCE_COLOR: '0' } });
    this.#all.add(child);
    child.once('exit', () => this.#all.delete(child));
    return { process: child, uses: 0 };
  }

  #end(child: ChildProcess): void {
    child.removeAllListeners('message');
    child.kill('SIGKILL');
  }

  #ask({ process: child }: Child, request: ProgramRequest): Promise<RunAnswer> {
    const { promise, resolve } = Promise.withResolvers<RunAnswer>();
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    const answer = (reply: ProgramReply): RunAnswer => (reply.kind === 'ended' ? { kind: 'ended', output: stdout.text() } : reply);
    const onMessage = (reply: ProgramReply): void => { resolve(answer(reply)); };
    const onExit = (code: number | null, signal: string | null): void => {
      // A native program may end itself when it is done.
      if (request.kind === 'native' && code === 0) resolve({ kind: 'ended', output: stdout.text() });
      else resolve({ kind: 'failed', message: `The program ended its process (${code === null ? `signal ${signal}` : `exit code ${code}`}).${tail(stderr.text())}` });
    };
    const watchdog = setTimeout(() => {
      resolve({ kind: 'failed', message: `The program did not come to an end within ${this.#timeoutMs / 1000} seconds.${tail(stderr.text())}` });
      this.#end(child);
    }, this.#timeoutMs);
    child.on('message', onMessage);
    // `close` comes after the last output, `exit` may come before it.
    child.on('close', onExit);
    child.on('error', (error) => resolve({ kind: 'failed', message: `The program's process could not be used: ${error.message}` }));
    child.send(request);
    return promise.finally(() => {
      clearTimeout(watchdog);
      child.removeAllListeners('error').off('message', onMessage).off('close', onExit);
      child.on('error', () => {});
      stdout.stop();
      stderr.stop();
    });
  }
}

interface Collected {
  text(): string;
  stop(): void;
}

function collect(stream: NodeJS.ReadableStream | null): Collected {
  let text = '';
  const onData = (chunk: Buffer | string): void => { if (text.length < outputLimit) text += chunk.toString(); };
  stream?.on('data', onData);
  // Left flowing afterwards, so that a program that prints late cannot fill the pipe.
  return { text: () => text, stop: () => { stream?.off('data', onData); stream?.resume(); } };
}

function tail(text: string): string {
  const last = text.trim().split('\n').slice(-12).join('\n');
  return last === '' ? '' : `\n${last}`;
}

/** The child beside this module: compiled in `dist/`, as it is written when the gate runs from source. */
function childFile(): string {
  const compiled = fileURLToPath(new URL('./program-child.js', import.meta.url));
  return existsSync(compiled) ? compiled : fileURLToPath(new URL('./program-child.ts', import.meta.url));
}
