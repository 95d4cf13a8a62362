import type { Program } from '../runtime/program.ts';
import type { Strategy, Task } from './strategy/strategy.ts';

/** What can be carried out, the longest-waiting first. */
export class TaskList {
  readonly #strategy: Strategy;
  readonly #tasks: Task[] = [];
  /** Programs whose main has returned while the whole goes on: their goroutines pause. */
  readonly #paused = new Set<Program>();

  constructor(strategy: Strategy) {
    this.#strategy = strategy;
  }

  get length(): number {
    return this.#tasks.length;
  }

  /** Whether nothing can be carried out now. */
  get isEmpty(): boolean {
    return this.#tasks.length === 0 || (this.#paused.size > 0 && !this.#tasks.some((task) => this.#isRunnable(task)));
  }

  add(task: Task): void {
    this.#tasks.push(task);
    this.#strategy.added?.(task);
  }

  /** Takes out the task that the strategy chooses; `undefined` when there is none, `'enough'` when the strategy wants no more. */
  take(step: number): Task | 'enough' | undefined {
    const tasks = this.#tasks;
    const runnable = this.#paused.size === 0 ? tasks : tasks.filter((task) => this.#isRunnable(task));
    if (runnable.length === 0) return undefined;
    const index = this.#strategy.next(runnable, step);
    if (index < 0) return 'enough';
    const task = runnable[index] as Task;
    tasks.splice(runnable === tasks ? index : tasks.indexOf(task), 1);
    return task;
  }

  /** It will not be carried out. */
  remove(task: Task): void {
    const index = this.#tasks.indexOf(task);
    if (index < 0) return;
    this.#tasks.splice(index, 1);
    this.#strategy.removed?.(task);
  }

  /** None of a program's tasks will be carried out. */
  forget(program: Program): void {
    for (const task of this.#tasks.filter(({ goroutine }) => goroutine.program === program)) this.remove(task);
  }

  pause(program: Program): void {
    this.#paused.add(program);
  }

  resumeAll(): void {
    this.#paused.clear();
  }

  #isRunnable({ kind, goroutine }: Task): boolean {
    return kind === 'alarm' || !this.#paused.has(goroutine.program);
  }

  clear(): void {
    this.#tasks.length = 0;
  }
}
