import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** How a program in a process of its own came to its end. */
export interface ProgramEnd {
  readonly code: number | null;
  /** The signal that ended it. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs in a process of its own. */
export class ChildProgram {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  #stdout = '';
  #stderr = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => { this.#stdout += text; });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => { this.#stderr += text; });
    this.#ended = once(child, 'close');
  }

  /** Waits until it has printed a text. */
  async hasPrinted(text: string): Promise<void> {
    while (!this.#stdout.includes(text)) {
      const next = this.#child.stdout ? once(this.#child.stdout, 'data').then(() => 'more') : Promise.resolve('ended');
      if (await Promise.race([next, this.#ended.then(() => 'ended')]) === 'ended' && !this.#stdout.includes(text)) {
        throw new Error(`it ended without printing ${text}:\n${this.#stdout}${this.#stderr}`);
      }
    }
  }

  send(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async end(): Promise<ProgramEnd> {
    await this.#ended;
    return { code: this.#child.exitCode, signal: this.#child.signalCode, stdout: this.#stdout, stderr: this.#stderr };
  }
}

/** What Node must be told to run our source: nothing since 24, which knows both types and `using`. */
export const RUNS_TYPESCRIPT = Number(process.versions.node.split('.')[0]) < 24 ? ['--import', 'tsx'] : [];

/** Starts a module that may use what the package exports; `body` runs after the imports. */
export function startProgram(body: string): ChildProgram {
  const names = ['run', 'go', 'chan', 'select', 'defer', 'gosched', 'context', 'runtime', 'signal', 'sync', 'time'];
  const index = new URL('../../src/index.ts', import.meta.url).href;
  const source = `import { ${names.join(', ')} } from ${JSON.stringify(index)};\n${body}`;
  return new ChildProgram(spawn(process.execPath, [...RUNS_TYPESCRIPT, '--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'pipe'] }));
}
