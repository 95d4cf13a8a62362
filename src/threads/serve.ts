import { parentPort, workerData } from 'node:worker_threads';
// What can be sent between threads makes itself known when it is read.
// oxlint-disable-next-line import/no-unassigned-import
import './index.ts';
import { DeadlockWatch } from '../runtime/deadlock-watch.ts';
import { setDetail } from '../runtime/detail.ts';
import { dump } from '../runtime/dump.ts';
import { NativeScheduler } from '../runtime/native-scheduler.ts';
import { Goexit } from '../runtime/panic.ts';
import { lastThrown, Program } from '../runtime/program.ts';
import { allowBlocking, asleep } from './blocking.ts';
import { end, STARTED, win } from './claim.ts';
import { receiveContexts } from './context.ts';
import { dispatchBy } from './dispatcher.ts';
import { handleFor, tellingOfHandles, withHandles } from './handle.ts';
import { sleepFreely } from './lock.ts';
import { adoptMemory, LINE, reach, words } from './memory.ts';
import type { Birth, Task, ToHome, ToThread } from './messages.ts';
import { goroutineName } from './name.ts';
import { plainError } from './plain-error.ts';
import { ACTIVITY, RUNNING } from './quiescence.ts';
import { INBOX, lineOf, POSTED, RESTING, TAKEN_IN } from './record.ts';
import { becomeThread, me, onAwaking } from './thread.ts';
import type { WaitGroup } from './wait-group.ts';

/** How a thread gets at modules. */
export interface Modules {
  /** Evaluates a module. `made`: what another thread has made of its source; `share` gives others what this one has made. */
  load(url: string, made: unknown, share: (made: unknown) => void): Promise<object>;
  /** Whether source has to be made into something first, which threads can share. */
  needsMaking(url: string): boolean;
}

/** So many ends of goroutines are told in one message, while there are others to begin. */
const TOLD_TOGETHER = 16;

/** What a thread that was started by the home thread does all its life: run goroutines. */
export function serve(modules: Modules): void {
  const { memory, thread } = workerData as Birth;
  adoptMemory(memory);
  becomeThread(thread);
  sleepFreely();
  allowBlocking();
  const servant = new Servant(modules);
  parentPort?.on('message', (message: ToThread) => servant.hear(message));
  onAwaking(() => servant.awake());
  asleep.before = () => servant.rest();
  dispatchBy({ start: (_, order) => servant.post(tellingOfHandles({ kind: 'go', order })) });
  const { exit } = process;
  process.exit = (code) => {
    servant.post({ kind: 'exits', code: typeof code === 'number' ? code : Number(code ?? process.exitCode ?? 0) });
    return exit(code);
  };
}

class Servant {
  readonly #modules: Modules;
  readonly #loaded = new Map<string, Promise<object>>();
  readonly #wanted = new Map<string, (made: unknown) => void>();
  #program: Program | undefined;
  #watch: DeadlockWatch | undefined;
  #cell = 0;
  #resting = false;
  #ended: number[] = [];
  /** Goroutines that it was given ahead, and the place of the next one. */
  #ahead: Task[] = [];
  #next = 0;
  /** How many of those that it was given are under way. */
  #busy = 0;

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  post(message: ToHome): void {
    Atomics.add(words, lineOf(me) + POSTED, 1);
    parentPort?.postMessage(message);
  }

  hear(message: ToThread): void {
    if (message.kind !== 'dump') this.awake();
    Atomics.add(words, lineOf(me) + TAKEN_IN, 1);
    switch (message.kind) {
      case 'go':
        setDetail(message.detail);
        this.#adopt(message.cell);
        for (const task of message.tasks) this.#ahead.push(message.held ? { ...task, args: withHandles(task.args) as unknown[] } : task);
        this.#startNext();
        return;
      case 'end':
        this.#end();
        return;
      case 'dump':
        this.post({ kind: 'dump', text: this.#program ? dump(this.#program.goroutines) : '' });
        return;
      case 'program':
        this.#wanted.get(message.url)?.(message.program);
        this.#wanted.delete(message.url);
        return;
      default:
        message satisfies never;
    }
  }

  /** Works for a program from now on. */
  #adopt(cell: number): void {
    if (this.#program) return;
    reach(cell + LINE);
    this.#cell = cell;
    this.#setResting(false);
    const watch: DeadlockWatch = new DeadlockWatch(() => program, () => {});
    const program: Program = new Program(new NativeScheduler(watch), {
      returned: () => {},
      threw: (goroutine, error) => {
        this.post({ kind: 'threw', id: undefined, goroutine: goroutine.id, name: goroutine.name, error: plainError(lastThrown(error)) });
        program.abort();
      },
    });
    program.expect('other threads', () => {
      this.rest();
      return undefined;
    });
    this.#watch = watch;
    this.#program = program;
  }

  /** One goroutine of those that it was given at a time. */
  #startNext(): void {
    while (this.#busy === 0 && this.#next < this.#ahead.length) {
      const task = this.#ahead[this.#next++] as Task;
      // It may have been taken back, for another thread.
      if (win(task.claim, STARTED)) this.#start(task);
    }
    if (this.#next < this.#ahead.length) return;
    this.#ahead = [];
    this.#next = 0;
  }

  #start(task: Task): void {
    const { url, name } = task;
    this.#busy++;
    this.#program?.spawn(goroutineName(url, name), 'ordinary', async () => {
      try {
        await this.#run(task);
      } catch (error) {
        if (lastThrown(error) instanceof Goexit) this.#over(task);
        throw error;
      }
      this.#over(task);
    });
  }

  async #run({ url, name, args }: Task): Promise<void> {
    let loading = this.#loaded.get(url);
    if (!loading) this.#loaded.set(url, loading = this.#load(url));
    const exported = (await loading) as Record<string, unknown>;
    const fn = exported[name];
    if (typeof fn !== 'function') throw new TypeError(`${url} exports no function \`${name}\``);
    await fn(...receiveContexts(args));
  }

  async #load(url: string): Promise<object> {
    const made = this.#modules.needsMaking(url) ? await this.#ask(url) : undefined;
    let shared = false;
    try {
      return await this.#modules.load(url, made, (program) => {
        shared = true;
        this.post({ kind: 'bundled', url, program });
      });
    } catch (error) {
      if (!shared && made === undefined) this.post({ kind: 'bundled', url, program: undefined });
      throw error;
    }
  }

  #ask(url: string): Promise<unknown> {
    // Until the answer is there, something outside may wake the goroutine.
    const arrived = this.#program?.expect(`the module ${url}`);
    return new Promise((resolve) => {
      this.#wanted.set(url, (made) => {
        arrived?.();
        resolve(made);
      });
      this.post({ kind: 'wants', url });
    });
  }

  #over({ id, claim, group }: Task): void {
    end(claim);
    if (group) (handleFor(group) as WaitGroup).done();
    this.#busy--;
    this.#ended.push(id);
    this.#startNext();
    if (this.#busy > 0 && this.#ended.length < TOLD_TOGETHER) return;
    this.post({ kind: 'ended', ids: this.#ended });
    this.#ended = [];
  }

  /** Nothing of what it did matters any more. */
  #end(): void {
    this.#watch?.stop();
    const survivors = this.#program?.goroutines.length ?? 0;
    this.#program?.abort();
    this.#program = undefined;
    this.#ahead = [];
    this.#next = 0;
    this.#busy = 0;
    this.#ended = [];
    this.#setResting(false);
    this.post({ kind: 'clean', survivors });
  }

  /** This thread has nothing to do. */
  rest(): void {
    if (this.#resting || !this.#program) return;
    this.#setResting(true);
    // The last one; unless somebody has been given something in the meantime, who will be the last.
    if (Atomics.sub(words, this.#cell + RUNNING, 1) === 1 && !anyMail()) this.post({ kind: 'quiet' });
  }

  awake(): void {
    if (!this.#resting) return;
    this.#setResting(false);
    Atomics.add(words, this.#cell + ACTIVITY, 1);
    Atomics.add(words, this.#cell + RUNNING, 1);
    // It may have nothing to do after all.
    this.#program?.scheduler.changed();
  }

  #setResting(resting: boolean): void {
    this.#resting = resting;
    words[lineOf(me) + RESTING] = resting ? 1 : 0;
  }
}

function anyMail(): boolean {
  for (let thread = 0; thread < 256; thread++) if (Atomics.load(words, lineOf(thread) + INBOX) !== 0) return true;
  return false;
}
