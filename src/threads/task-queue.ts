import type { Task } from './messages.ts';

/** Goroutines that wait for a thread, the oldest first; those that want a thread of some size apart from the others. */
export class TaskQueue {
  readonly #lists = new Map<number | undefined, { tasks: Task[]; next: number }>();
  length = 0;

  push(task: Task): void {
    let list = this.#lists.get(task.memory);
    if (!list) this.#lists.set(task.memory, list = { tasks: [], next: 0 });
    list.tasks.push(task);
    this.length++;
  }

  /** The next one for a thread of some size. */
  shift(memory: number | undefined): Task | undefined {
    const list = this.#lists.get(memory);
    const task = list?.tasks[list.next];
    if (!list || !task) return undefined;
    this.length--;
    list.next++;
    // Taking from the front of a long array would move all the rest.
    if (list.next === list.tasks.length || list.next === 4_096) {
      list.tasks = list.tasks.slice(list.next);
      list.next = 0;
    }
    return task;
  }

  /** The next one for a thread of any size. */
  shiftAny(): Task | undefined {
    for (const memory of this.#lists.keys()) {
      const task = this.shift(memory);
      if (task) return task;
    }
    return undefined;
  }

  /** Puts back some that were taken out, which are older than those that wait. */
  putBack(tasks: readonly Task[]): void {
    for (const memory of new Set(tasks.map((task) => task.memory))) {
      const list = this.#lists.get(memory) ?? { tasks: [], next: 0 };
      const back = tasks.filter((task) => task.memory === memory).toSorted((a, b) => a.id - b.id);
      this.#lists.set(memory, { tasks: [...back, ...list.tasks.slice(list.next)], next: 0 });
    }
    this.length += tasks.length;
  }

  /** @returns whether it was there */
  remove(task: Task): boolean {
    const list = this.#lists.get(task.memory);
    const index = list ? list.tasks.findIndex(({ id }, at) => at >= list.next && id === task.id) : -1;
    if (!list || index < 0) return false;
    list.tasks.splice(index, 1);
    this.length--;
    return true;
  }
}
