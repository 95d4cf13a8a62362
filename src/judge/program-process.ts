/**
 * One process that runs a learner's code, and the watchdog over it.
 *
 * What this promises: every call ends, within its time or just after it; an end of any kind is told apart from an answer;
 * the process and what it started is gone when `stop` returns; what it prints is bounded. What it can reach while it runs is
 * the box's affair. What it answers is a claim: SECURITY.md says how far it is to be trusted.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { extname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Box, KernelLimits } from './isolation/box.ts';
import { Watchdog, type TreeLimits } from './isolation/watchdog.ts';
import { collectText, type BoundedText, type Printed } from './printed.ts';
import { maxReply, parseReply, replyDescriptor, requestDescriptor, type Reply, type Request } from './protocol.ts';

export interface ProcessOptions {
  /** Working folder. */
  readonly folder: string;
  readonly box: Box;
  /** MiB of JavaScript heap. */
  readonly memory: number;
  /** The longest call, in seconds. */
  readonly seconds: number;
}

/** How a call ended. Everything but a reply means that the process is gone. */
export type CallEnd =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'out-of-memory' }
  /** It used more of something than it may. */
  | { readonly kind: 'limit'; readonly of: Limited }
  /** Something other than a reply arrived on the judge's descriptor. */
  | { readonly kind: 'garbled' };

/** What a program can use too much of, besides memory. */
export type Limited = 'processor time' | 'processes' | 'file size' | 'disk space';

/** How much of each output stream is kept, in bytes. */
const maxStream = 64 * 2 ** 10;
/** After a process is gone, how long its streams may take to deliver the rest, in milliseconds. */
const drainTime = 500;

const never = new Promise<never>(() => undefined);

export type WithoutNonce<T> = T extends unknown ? Omit<T, 'nonce'> : never;

export class ProgramProcess {
  readonly #child: ChildProcess;
  readonly #gone: Promise<CallEnd>;
  readonly #stdout: BoundedText;
  readonly #stderr: BoundedText;
  /** The beginning of the next line. */
  #parts: string[] = [];
  #size = 0;
  #onLine: ((line: string) => void) | undefined;
  #garbled = false;

  constructor(options: ProcessOptions) {
    const entry = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));
    const mark = randomBytes(16).toString('hex');
    const { command, args, ...how } = options.box.launch({
      args: [`--max-old-space-size=${options.memory}`, '--disable-warning=ExperimentalWarning', entry],
      scratch: options.folder, limits: kernelLimits(options), mark,
    });
    this.#child = spawn(command, args, { ...how, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'], windowsHide: true });
    live.set(this.#child, new Watchdog({ root: this.#child.pid, mark, folder: options.folder, limits: treeLimits(options) }));
    this.#stdout = collectText(this.#child.stdout as Readable, maxStream);
    this.#stderr = collectText(this.#child.stderr as Readable, maxStream);
    this.#gone = this.#watchEnd();
    this.#readReplies(this.#child.stdio[replyDescriptor] as Readable);
    // The process may be gone while we write; its end is what counts.
    this.#requests.on('error', () => undefined);
  }

  get #requests(): Writable {
    return this.#child.stdio[requestDescriptor] as Writable;
  }

  /** Asks, and waits for the answer at most `seconds`. */
  async call(request: WithoutNonce<Request>, seconds: number): Promise<CallEnd> {
    const watchdog = live.get(this.#child);
    const nonce = randomBytes(16).toString('hex');
    const answer = new Promise<CallEnd>((resolve) => {
      this.#onLine = (line) => {
        const reply = parseReply(line);
        resolve(reply?.nonce === nonce ? { kind: 'reply', reply } : { kind: 'garbled' });
      };
    });
    if (this.#garbled) {
      await this.stop();
      return { kind: 'garbled' };
    }
    this.#requests.write(`${JSON.stringify({ ...request, nonce })}\n`);

    const { promise: late, cancel } = timeout(seconds);
    const excess = watchdog?.watch() ?? never;
    const end = await Promise.race([answer, this.#gone, late, excess]);
    cancel();
    watchdog?.rest();
    this.#onLine = undefined;
    if (end.kind !== 'reply') await this.stop();
    return end;
  }

  /** Kills the process and its whole group, and waits until it is gone. */
  async stop(): Promise<void> {
    kill(this.#child);
    await this.#gone;
  }

  /** What the process itself printed; a program's own output is part of its outcomes. */
  printed(): Printed {
    return { stdout: this.#stdout.text(), stderr: this.#stderr.text(), truncated: this.#stdout.truncated() || this.#stderr.truncated() };
  }

  #readReplies(stream: Readable): void {
    stream.setEncoding('utf8');
    stream.on('error', () => undefined);
    stream.on('data', (text: string) => {
      const [end = '', ...starts] = text.split('\n');
      this.#grow(end);
      for (const start of starts) {
        this.#deliver(this.#parts.join(''));
        this.#parts = [];
        this.#size = 0;
        this.#grow(start);
      }
    });
  }

  #grow(part: string): void {
    this.#parts.push(part);
    this.#size += part.length;
    if (this.#size > maxReply) this.#refuse();
  }

  #deliver(line: string): void {
    const receive = this.#onLine;
    if (receive === undefined) return this.#refuse();
    this.#onLine = undefined;
    receive(line);
  }

  /** A line that nobody asked for, or one without end: not from our own code. */
  #refuse(): void {
    this.#garbled = true;
    this.#parts = [];
    this.#size = 0;
    this.#onLine?.('');
    this.#onLine = undefined;
    kill(this.#child);
  }

  async #watchEnd(): Promise<CallEnd> {
    const child = this.#child;
    const closed = new Promise<void>((resolve) => { child.once('close', () => resolve()); });
    const { code, signal, error } = await new Promise<{ code: number | null; signal: string | null; error?: Error }>((resolve) => {
      child.once('error', (cause) => resolve({ code: null, signal: null, error: cause }));
      child.once('exit', (exitCode, exitSignal) => resolve({ code: exitCode, signal: exitSignal }));
    });
    // Its children live on, and would keep the streams open.
    kill(child);
    live.delete(child);
    await drained(child, closed);
    if (error !== undefined) return { kind: 'signalled', signal: error.message };
    const killedBy = signal ?? signalOf(code ?? 0);
    return killedBy === undefined ? { kind: 'exited', code: code ?? 0 } : this.#killed(killedBy);
  }

  #killed(signal: string): CallEnd {
    if (/out of memory/i.test(this.#stderr.text())) return { kind: 'out-of-memory' };
    if (signal === 'SIGXCPU') return { kind: 'limit', of: 'processor time' };
    if (signal === 'SIGXFSZ') return { kind: 'limit', of: 'file size' };
    return { kind: 'signalled', signal };
  }
}

/** A shell, and a sandbox, tell of a signal by a number above 128. */
function signalOf(code: number): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
}

/** The wall clock and the watchdog end a call; this ends what has got away from both. Each thread of Node's sets half a GiB aside, whether it uses it or not. */
function kernelLimits({ memory, seconds }: ProcessOptions): KernelLimits {
  return { cpu: 60 * seconds, data: 2 * memory + 8192 };
}

/** Threads work at the same time, so processor time may go by faster than the clock. */
function treeLimits({ memory, seconds }: ProcessOptions): TreeLimits {
  return { memory: 2 * memory + 768, processes: 40, cpu: 8 * seconds, disk: 512 };
}

function timeout(seconds: number): { readonly promise: Promise<CallEnd>; readonly cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<CallEnd>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'timeout', seconds }), seconds * 1000);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}

async function drained(child: ChildProcess, closed: Promise<void>): Promise<void> {
  const { promise, cancel } = timeout(drainTime / 1000);
  await Promise.race([closed, promise]);
  cancel();
  for (const stream of child.stdio) stream?.destroy();
}

/** Processes that must not outlive this one. */
const live = new Map<ChildProcess, Watchdog>();
process.on('exit', () => {
  for (const child of live.keys()) kill(child);
});

function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
  live.get(child)?.kill();
}
