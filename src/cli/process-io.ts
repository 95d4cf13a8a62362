/** The real edge: streams, signals and environment of this process. The only file of `cli/` that touches `process`. */
import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import chalk from 'chalk';
import { exitCode } from '../errors.ts';
import { captureOutput, type Capture } from './capture-output.ts';
import { Interruption, type CommandIo, type EndWatcher } from './io.ts';
import { ownPackage } from './own-package.ts';

export interface Settings {
  readonly cwd?: string;
  readonly course?: string;
  readonly plain?: boolean;
  readonly quiet?: boolean;
}

export class ProcessIo implements CommandIo {
  readonly env = process.env;
  readonly stdout = process.stdout;
  readonly stderr = process.stderr;
  readonly stdinIsTTY = isatty(0);
  readonly stdoutIsTTY = isatty(1);
  readonly self = { node: process.execPath, launcher: fileURLToPath(new URL('../../bin/concurrency-tutor.js', import.meta.url)) };
  #settings: Settings = {};
  #interruption: AbortController | undefined;
  #interruptedBy: 'SIGINT' | 'SIGTERM' | undefined;
  #exit: number = exitCode.ok;
  #uncaught: (error: unknown) => void = () => {};
  #ending = false;

  /** Opened on first use: an open standard input costs time, and some shells close it. */
  get stdin(): NodeJS.ReadStream {
    return process.stdin;
  }

  get version(): string {
    return ownPackage().version;
  }

  get cwd(): string {
    return resolve(process.cwd(), this.#settings.cwd ?? '.');
  }

  get course(): string | undefined {
    const named = this.#settings.course ?? this.env['CONCURRENCY_TUTOR_COURSE'];
    return named === '' ? undefined : named;
  }

  get columns(): number {
    return process.stdout.columns ?? 80;
  }

  get colour(): boolean {
    return chalk.level > 0;
  }

  get unicode(): boolean {
    if (process.platform === 'win32') return this.env['WT_SESSION'] !== undefined || this.env['TERM_PROGRAM'] !== undefined;
    // The first of the three that is set and not empty decides, as in POSIX.
    const locale = [this.env['LC_ALL'], this.env['LC_CTYPE'], this.env['LANG']].find((name) => name !== undefined && name !== '');
    return locale !== undefined && /utf-?8/i.test(locale);
  }

  get plain(): boolean {
    return this.#settings.plain === true || this.env['TERM'] === 'dumb';
  }

  get quiet(): boolean {
    return this.#settings.quiet === true;
  }

  configure(settings: Settings): void {
    this.#settings = settings;
  }

  now(): Date {
    return new Date();
  }

  print(text: string): void {
    this.stdout.write(`${text}\n`);
  }

  warn(text: string): void {
    this.stderr.write(`${text}\n`);
  }

  interruption(): AbortSignal {
    if (this.#interruption !== undefined) return this.#interruption.signal;
    const controller = new AbortController();
    this.#interruption = controller;
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        // The second one does not wait for the command to tidy up.
        if (this.#interruptedBy !== undefined) process.exit(128 + constants.signals[name]);
        this.#interruptedBy = name;
        controller.abort(new Interruption(128 + constants.signals[name]));
      });
    }
    return controller.signal;
  }

  randomSeed(): number {
    // Only few commands need it, and it takes time to load.
    return process.getBuiltinModule('node:crypto').randomInt(2 ** 31);
  }

  capture(): Capture {
    return captureOutput([this.stdout, this.stderr]);
  }

  watchEnd(watcher: EndWatcher): () => void {
    const idle = () => watcher.idle();
    const exit = (code: number) => {
      const last = watcher.exit(code);
      process.exitCode = last.code;
      // Nothing asynchronous is carried out any more.
      if (last.text !== '') writeSync(1, last.text);
    };
    const before = this.#uncaught;
    this.#uncaught = (error) => watcher.uncaught(error);
    process.on('beforeExit', idle).on('exit', exit);
    return () => {
      this.#uncaught = before;
      process.off('beforeExit', idle).off('exit', exit);
    };
  }

  endProcess(): void {
    this.#ending = true;
  }

  setExit(code: number): void {
    this.#exit = code;
  }

  get exit(): number {
    if (this.#interruptedBy !== undefined) return 128 + constants.signals[this.#interruptedBy];
    return this.#exit;
  }

  /** Ends the process now if a command asked for it; everything printed so far is written first. */
  async finish(): Promise<void> {
    if (!this.#ending) return;
    await Promise.all([drained(this.stdout), drained(this.stderr)]);
    process.exit(this.exit);
  }

  /**
   * Says what happens to errors that nobody catches. They are our own, until a learner's program runs in this process.
   * Where somebody else listens, the program or the screens, it is theirs to decide.
   */
  onUncaught(report: (error: unknown) => void): void {
    this.#uncaught = report;
    process.on('uncaughtException', (error) => {
      if (process.listenerCount('uncaughtException') === 1) this.#uncaught(error);
    });
  }

  /** A reader that has seen enough (`| head`) ends the command quietly. */
  leaveQuietlyOnClosedPipe(): void {
    for (const stream of [this.stdout, this.stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EPIPE') process.exit(exitCode.ok);
        // There may be nowhere left to say it.
        writeQuietly(`Output cannot be written: ${error.message}.\n`);
        process.exit(exitCode.internal);
      });
    }
  }
}

function writeQuietly(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // Standard error is gone as well.
  }
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => stream.write('', () => done()));
}
