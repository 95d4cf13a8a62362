import type { Program } from '../runtime/program.ts';
import { Crew } from './crew.ts';
import { type Dispatcher, whenNeeded } from './dispatcher.ts';

const crews = new WeakMap<Program, Crew>();

/** Starts threads, for each program its own. */
const home: Dispatcher = {
  start(program, order) {
    if (program.over) return;
    let crew = crews.get(program);
    if (!crew) crews.set(program, crew = new Crew(program));
    crew.start(order);
  },
};

/** Threads are started by the thread that calls this, once one is needed. */
export function startThreadsHere(): void {
  whenNeeded(() => home);
}
