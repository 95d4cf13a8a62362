import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Program } from '../../runtime/program.ts';
import type { ControlledScheduler } from '../controlled-scheduler.ts';

/** Every goroutine that has not ended, but for the one that stands for the module itself. */
export function aliveIn(scheduler: ControlledScheduler, root: Program): Goroutine[] {
  return [...scheduler.programs].flatMap((program) => [...program.goroutines]).filter((goroutine) => goroutine !== root.main || !waitsForRun(goroutine));
}

/** It has nothing left to do but to wait for a program that it runs. */
export function waitsForRun(goroutine: Goroutine): boolean {
  return goroutine.ended || goroutine.waits.some((operation) => operation.reason === 'run');
}

/** It goes on by itself, when its time has come. */
export function isAsleep(goroutine: Goroutine): boolean {
  return goroutine.waits.some((operation) => operation.reason === 'sleep');
}
