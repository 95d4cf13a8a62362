/** Runs a demonstration in a process of its own, and shows what it does while it does it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { CommandIo } from '../io.ts';
import { liveLine } from './live-line.ts';

export interface DemoPlan {
  /** Stands at the beginning of the line with figures. */
  readonly title: string;
  /** Absolute path of the program to run. */
  readonly entry: string;
  /** Where it works, and leaves what it makes. */
  readonly cwd: string;
  readonly stop: AbortSignal;
}

export type DemoEnd =
  | { readonly kind: 'ended'; readonly milliseconds: number; /** The most that were seen at once. */ readonly goroutines: number }
  | { readonly kind: 'failed'; readonly message: string };

/** What the process tells. */
export type DemoMessage =
  | { readonly goroutines: number }
  | { readonly started: true }
  | { readonly failed: string };

export async function playDemo(io: CommandIo, { title, entry, cwd, stop }: DemoPlan): Promise<DemoEnd> {
  const program = fileURLToPath(new URL(`./demo-process${extname(import.meta.url)}`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, entry], {
    cwd, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, ...(io.colour ? { FORCE_COLOR: '1' } : {}) }, windowsHide: true,
  });
  const kill = (): void => void child.kill('SIGKILL');
  stop.addEventListener('abort', kill, { once: true });
  if (stop.aborted) kill();
  try {
    return await watch(io, title, child);
  } finally {
    stop.removeEventListener('abort', kill);
  }
}

async function watch(io: CommandIo, title: string, child: ChildProcess): Promise<DemoEnd> {
  const line = liveLine(io, title);
  let started = performance.now();
  let goroutines = 0;
  let failed: string | undefined;
  child.on('message', (message: DemoMessage) => {
    if ('failed' in message) failed = message.failed;
    else if ('started' in message) started = performance.now();
    else {
      goroutines = Math.max(goroutines, message.goroutines);
      line.show({ milliseconds: performance.now() - started, goroutines: message.goroutines, most: goroutines });
    }
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => line.above(io.stdout, text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => line.above(io.stderr, text));
  const { code, signal } = await new Promise<{ readonly code: number | null; readonly signal: string | null }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit, by) => resolve({ code: exit, signal: by }));
  }).finally(() => line.clear());
  if (failed !== undefined || code !== 0) return { kind: 'failed', message: failed ?? (signal === null ? `its process ended with code ${code}.` : `its process was ended by ${signal}.`) };
  return { kind: 'ended', milliseconds: performance.now() - started, goroutines };
}
