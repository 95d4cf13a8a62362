/** Go's package `runtime`: what a program can ask about itself. */
import { availableParallelism } from 'node:os';
import { setDetail, type Detail } from './detail.ts';
import { dump } from './dump.ts';
import { Goexit } from './panic.ts';
import { currentGoroutine, looksAt } from './program.ts';

export { setDetail, type Detail };

/** How many processors the process may use; at least 1. Go: `runtime.NumCPU()`. */
export function numCPU(): number {
  return availableParallelism();
}

/** How many goroutines of this program have not ended; main and the caller count. Go: `runtime.NumGoroutine()`. */
export function numGoroutine(): number {
  const { goroutines } = currentGoroutine().program;
  looksAt(goroutines);
  return goroutines.length;
}

/** Every goroutine of this program with its state, in the shape of Go's dumps, and what outside may still wake one. Go: `runtime.Stack(buf, true)`. */
export function stack(): string {
  const { program } = currentGoroutine();
  const wakers = [...program.wakers].map((waker) => `waiting for ${waker.why}, outside the program`);
  return [dump(program.goroutines), ...wakers].join('\n\n');
}

/** Memory of the process, in bytes. Go: `runtime.ReadMemStats`. */
export interface MemStats {
  /** Bytes of live and not yet collected objects. Go: `HeapAlloc`. */
  readonly heapAlloc: number;
  /** Bytes the heap has from the system. Go: `HeapSys`. */
  readonly heapSys: number;
  /** Bytes the process has from the system. Go: `Sys`. */
  readonly sys: number;
}

/** Reads the memory of the process. Go: `runtime.ReadMemStats(&m)`. */
export function memStats(): MemStats {
  const usage = process.memoryUsage();
  return { heapAlloc: usage.heapUsed, heapSys: usage.heapTotal, sys: usage.rss };
}

/**
 * Says that something outside may wake the program, until the end of the block: `using _w = runtime.external('a key press')`. Until then it is no
 * deadlock to wait, and `stack()` names it.
 * @param why what is waited for, as a noun
 */
export function external(why: string): Disposable {
  const gone = currentGoroutine().program.expect(why);
  return { [Symbol.dispose]: gone };
}

/** Ends this goroutine, by a throw that nothing should catch; its deferred functions run. It is no panic. In main, the program goes on without it. Go: `runtime.Goexit()`. */
export function goexit(): never {
  throw new Goexit();
}
