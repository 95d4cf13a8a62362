/** `worker`: judges what a queue holds. */
import { resolve } from 'node:path';
import { JudgePool, work, type WorkEvent } from '../../classroom/index.ts';
import { exitCode } from '../../errors.ts';
import { judgePatience } from '../grade/patience.ts';
import { Interruption, type CommandIo } from '../io.ts';
import { courseFolder } from '../course-folder.ts';

export interface WorkerOptions {
  readonly queue: string;
  readonly jobs: number;
  readonly suites?: string;
  readonly stalledAfter: number;
}

export async function runWorker(io: CommandIo, { queue, jobs, suites, stalledAfter }: WorkerOptions): Promise<number> {
  const signal = io.interruption();
  const pool = new JudgePool({ jobs, course: courseFolder(io), patience: judgePatience, ...(suites === undefined ? {} : { suites: resolve(io.cwd, suites) }) });
  await work({ url: queue, jobs, pool, stalledAfter, signal, onEvent: sayer(io) });
  return signal.reason instanceof Interruption ? signal.reason.exitCode : exitCode.ok;
}

/** Says the same trouble once, not at every try. */
function sayer(io: CommandIo): (event: WorkEvent) => void {
  let trouble = '';
  return (event) => {
    const isSaid = event.kind === 'trouble' && event.message === trouble;
    trouble = event.kind === 'trouble' ? event.message : '';
    if (!isSaid && !io.quiet) say(io, event);
  };
}

/** Which work, not whose: a worker's screen may be seen by many. */
function say(io: CommandIo, event: WorkEvent): void {
  switch (event.kind) {
    case 'ready': io.print('Ready. Ctrl-C finishes what is at hand and ends.'); break;
    case 'taken': io.print(`${event.exercise} taken`); break;
    case 'done': io.print(`${event.exercise} ${event.result.kind === 'judged' ? 'judged' : `without verdict: ${event.result.message}`}`); break;
    case 'trouble': io.warn(`Redis: ${event.message}`); break;
    default: event satisfies never;
  }
}
