import { Worker } from 'node:worker_threads';
import { tellingOfHandles, withHandles } from './handle.ts';
import type { Birth, Task, ToHome, ToThread } from './messages.ts';
import { LINE, MAX_THREADS, sharedMemory, words } from './memory.ts';
import { INBOX, lineOf, POSTED, RESTING, TAKEN_IN } from './record.ts';

/** What a thread's owner wants to hear. */
export interface HandOwner {
  heard(hand: Hand, message: ToHome): void;
  /** It has ended, and nobody had asked it to. */
  died(hand: Hand, how: Death): void;
}

/** How a thread ended. */
export type Death =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'memory' }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'terminated' };

/** Numbers of threads that have ended. */
const freeNumbers: number[] = [];
let nextNumber = 1;
/** Where a thread begins: it stands in the loader's folder, as it loads modules. */
const entry = new URL(`../loader/thread-main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** What Node was told, but for the program that it was given as text; and what it must be told to run our source, as it does in our own tests. */
function nodeOptions(): string[] {
  const text = process.execArgv.findIndex((option) => /^(-e|-p|-pe|--eval|--print)$/.test(option));
  const options = process.execArgv.filter((option, index) => !option.startsWith('--input-type') && !(text >= 0 && (index === text || index === text + 1)));
  const knowsTypes = Number(process.versions.node.split('.')[0]) >= 24 || options.includes('tsx');
  return entry.pathname.endsWith('.ts') && !knowsTypes ? [...options, '--import', 'tsx'] : options;
}

/** A thread, as the home thread sees it. */
export class Hand {
  readonly thread: number;
  readonly memory: number | undefined;
  /** The goroutines that it has been given and that have not ended. */
  readonly tasks = new Map<number, Task>();
  /** The last goroutine it was given. */
  lastTask: Task | undefined;
  owner: HandOwner | undefined;
  #state: 'works' | 'dismissed' | 'dead' = 'works';
  #sent = 0;
  #heard = 0;
  #exitCode: number | undefined;
  #error: unknown;
  readonly #worker: Worker;

  constructor(memory: number | undefined) {
    const number = freeNumbers.pop() ?? nextNumber++;
    if (number >= MAX_THREADS) throw new RangeError(`threads: more than ${MAX_THREADS - 1} threads at a time`);
    this.thread = number;
    this.memory = memory;
    words.fill(0, lineOf(number), lineOf(number) + LINE);
    const birth: Birth = { memory: sharedMemory(), thread: number };
    this.#worker = new Worker(entry, { workerData: birth, execArgv: nodeOptions(), ...(memory === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memory } }) });
    this.#worker.on('message', (message: ToHome) => this.#hear(message));
    this.#worker.on('error', (error) => { this.#error ??= error; });
    this.#worker.on('exit', () => this.#gone());
    // What keeps the process alive is the program, not its threads. Listening would have undone this.
    this.#worker.unref();
  }

  get isAlive(): boolean {
    return this.#state === 'works';
  }

  post(message: ToThread): void {
    this.#sent++;
    this.#worker.postMessage(message.kind === 'go' ? tellingOfHandles({ kind: message.kind, tasks: message.tasks, cell: message.cell, detail: message.detail }) : message);
  }

  /** Whether it has taken up the first thing it was sent. */
  get hasStarted(): boolean {
    return Atomics.load(words, lineOf(this.thread) + TAKEN_IN) > 0;
  }

  /** Whether it only waits. */
  get isResting(): boolean {
    return Atomics.load(words, lineOf(this.thread) + RESTING) === 1;
  }

  /** Ends it, whatever it is doing. */
  dismiss(): void {
    if (this.#state !== 'works') return;
    this.#state = 'dismissed';
    this.owner = undefined;
    void this.#worker.terminate();
  }

  /** Whether nothing is on the way to it or from it. */
  get isAtRest(): boolean {
    const line = lineOf(this.thread);
    return Atomics.load(words, line + TAKEN_IN) === this.#sent && Atomics.load(words, line + POSTED) === this.#heard && Atomics.load(words, line + INBOX) === 0;
  }

  #hear(message: ToHome): void {
    this.#heard++;
    if (message.kind === 'exits') this.#exitCode = message.code;
    else this.owner?.heard(this, message.kind === 'go' && message.held ? { ...message, order: withHandles(message.order) as typeof message.order } : message);
  }

  #gone(): void {
    const wasWorking = this.#state === 'works';
    this.#state = 'dead';
    freeNumbers.push(this.thread);
    if (wasWorking) this.owner?.died(this, this.#death());
  }

  #death(): Death {
    const error = this.#error;
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'memory' };
    if (error !== undefined) return { kind: 'error', error };
    return this.#exitCode === undefined ? { kind: 'terminated' } : { kind: 'exit', code: this.#exitCode };
  }
}
