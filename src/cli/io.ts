/**
 * The edge between commands and the outside world. Commands read and write only through this, and return exit codes;
 * `main` makes the one real instance.
 */
import type { Capture } from './capture-output.ts';

export { Interruption } from '../errors.ts';

export interface CommandIo {
  /** Version of this package. */
  readonly version: string;
  /** Where the command works: the current directory, or the one `--cwd` names. Absolute. */
  readonly cwd: string;
  /** The course that `--course` or CONCURRENCY_TUTOR_COURSE names: a folder or a package. Without it, the built-in one. */
  readonly course: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** How to start this program again: Node's executable and the launcher. */
  readonly self: { readonly node: string; readonly launcher: string };
  readonly stdinIsTTY: boolean;
  readonly stdoutIsTTY: boolean;
  /** Width of standard output in columns; 80 when it is not a terminal. */
  readonly columns: number;
  /** Standard output shows colour: chalk's decision, prepared by the launcher. */
  readonly colour: boolean;
  /** The locale can show characters beyond ASCII. */
  readonly unicode: boolean;
  /** `--plain`, or a terminal that cannot be drawn on (`TERM=dumb`). */
  readonly plain: boolean;
  /** `--quiet`: results only, no advice. */
  readonly quiet: boolean;
  now(): Date;
  /** A number to seed a run with that nobody chose. */
  randomSeed(): number;
  print(text: string): void;
  warn(text: string): void;
  /**
   * A signal that aborts with an `Interruption` on Ctrl-C or SIGTERM. Only commands that can stop by themselves ask for it: until somebody does, the
   * signal ends the process at once, which is the only thing that stops a program caught in a loop.
   */
  interruption(): AbortSignal;
  /** Keeps what this process prints from here on, instead of printing it. */
  capture(): Capture;
  /** Tells when the process ends by itself while a learner's program runs in it. Gives the way to stop watching. */
  watchEnd(watcher: EndWatcher): () => void;
  /** Ends the process after the command, although timers or sockets of a learner's program are still open. */
  endProcess(): void;
  setExit(code: number): void;
}

export interface EndWatcher {
  /** Nothing is left that could go on: the program waits for something that cannot come. */
  idle(): void;
  /** The program threw where nobody catches. */
  uncaught(error: unknown): void;
  /** The program called `process.exit`. Gives the last words on stdout and the exit code. */
  exit(code: number): { readonly text: string; readonly code: number };
}

/** Turns a command that returns its exit code into what commander calls. */
export function command<Arguments extends unknown[]>(
  io: CommandIo,
  run: (...given: Arguments) => Promise<number>,
): (...given: Arguments) => Promise<void> {
  return async (...given) => {
    io.setExit(await run(...given));
  };
}

/** Prints the one JSON document of a command. */
export function printJson(io: CommandIo, document: unknown): void {
  io.print(JSON.stringify(document, null, 2));
}

/** Screens can be drawn: a person sits at both ends and did not ask for plain text. */
export function isInteractive(io: CommandIo): boolean {
  return io.stdinIsTTY && io.stdoutIsTTY && !io.plain;
}
