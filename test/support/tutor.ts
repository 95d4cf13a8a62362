/** Runs the real program in a child process without a terminal. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { launcher } from './built.ts';

/** A course of two lessons, two exercises and a project, small enough to be judged quickly. */
export const smallCourse = fileURLToPath(new URL('../fixtures/cli-course', import.meta.url));

export interface TutorOptions {
  readonly cwd: string;
  /** Added to an environment that holds little more than PATH. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onStart?: (child: ChildProcess) => void;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function tutor(args: readonly string[], { cwd, env = {}, onStart }: TutorOptions): Promise<Ended> {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, LANG: 'C.UTF-8', CONCURRENCY_TUTOR_HOME: `${cwd}/.home`, CONCURRENCY_TUTOR_COURSE: smallCourse, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onStart?.(child);
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => { printed.stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { printed.stderr += text; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...printed }));
  });
}
