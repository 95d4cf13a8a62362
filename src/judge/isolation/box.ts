/** How a Node process that meets a learner's code is started: the command line, its environment and its user. */
import { existsSync } from 'node:fs';
import type { Trust } from './walls.ts';

/** What to run. */
export interface Start {
  /** Words after `node`. */
  readonly args: readonly string[];
  /** The working folder, which may be written. It stays from one process of a run to the next. */
  readonly scratch: string;
  /** Folders that the process may read, besides the tutor's own code. */
  readonly readable?: readonly string[];
  /** One of these to work in, in place of the working folder; then nothing may be written there. */
  readonly cwd?: string;
  readonly limits: KernelLimits;
  /** Stands in the environment of every process of this run, to know them by. */
  readonly mark: string;
}

/** What the kernel holds each single process to. */
export interface KernelLimits {
  /** Seconds on a processor. */
  readonly cpu: number;
  /** MiB of data: JavaScript's heap, buffers and all else that is no mapped file. */
  readonly data: number;
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
}

/** A way to start processes, and what holds there. */
export interface Box {
  readonly trust: Trust;
  /** A user to run as, to whom the scratch folder must belong. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  launch(start: Start): Launch;
}

/** What a learner's code finds in the environment: nothing of the user's own. */
export function environment(mark: string, home: string): NodeJS.ProcessEnv {
  const common = { TZ: 'UTC', LANG: 'C.UTF-8', NO_COLOR: '1', [markName]: mark };
  if (process.platform !== 'win32') return { ...common, PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, TMPDIR: home };
  const { SystemRoot } = process.env;
  return { ...common, TEMP: home, TMP: home, USERPROFILE: home, ...(SystemRoot === undefined ? {} : { SystemRoot }) };
}

/** The variable that marks a run's processes. */
export const markName = 'CONCURRENCY_TUTOR_RUN';

const shell = '/bin/sh';
export const hasShell = process.platform !== 'win32' && existsSync(shell);
/** The largest file a program may write, in MiB; and how many files it may have open. */
const fileSize = 512;
const openFiles = 1024;
/** Processes and threads. A Node process has about a dozen. */
const tasks = 512;

/**
 * The words that run a command within the kernel's limits: the shell sets them, and becomes the command. What a system does not know is
 * left out: shells differ in the letter for processes.
 */
export function limited(command: readonly string[], { cpu, data }: KernelLimits): readonly string[] {
  if (!hasShell) return command;
  // Blocks of 512 bytes in POSIX, and of 1024 where the shell is bash.
  const settings = [`-c 0`, `-t ${Math.ceil(cpu)}`, `-f ${fileSize * 2048}`, `-n ${openFiles}`, `-d ${Math.ceil(data * 1024)}`].map((setting) => `ulimit ${setting}`);
  const script = [...settings, `ulimit -u ${tasks} || ulimit -p ${tasks}`].map((line) => `{ ${line}; } 2>/dev/null`).join('\n');
  return [shell, '-c', `${script}\nexec "$@"`, 'sh', ...command];
}
