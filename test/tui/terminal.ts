/** A real terminal for tests: a pty with a program in it, and xterm's own idea of what stands on the screen. */
import { spawn, type IPty } from '@lydell/node-pty';
import xterm from '@xterm/headless';

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export class Terminal {
  /** Everything the program has written. */
  output = '';
  readonly pid: number;
  #ended: { readonly code: number } | undefined;
  readonly #pty: IPty;
  readonly #screen: InstanceType<typeof xterm.Terminal>;

  constructor(file: string, args: readonly string[], { columns, rows, env = {}, cwd = process.cwd() }: TerminalOptions) {
    this.#screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
    this.#pty = spawn(file, [...args], { cols: columns, rows, cwd, name: 'xterm-256color', env: { ...inherited(), ...env } });
    this.pid = this.#pty.pid;
    this.#pty.onData((data) => {
      this.output += data;
      this.#screen.write(data);
    });
    this.#pty.onExit(({ exitCode }) => { this.#ended = { code: exitCode }; });
  }

  /** Writes keys in one chunk, as a quick typist or a slow network delivers them. */
  type(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** The rows of the screen as they are now, without blanks at their ends. */
  rows(): string[] {
    const { active } = this.#screen.buffer;
    return Array.from({ length: this.#screen.rows }, (_, index) => active.getLine(active.viewportY + index)?.translateToString(true, 0, this.#screen.cols).trimEnd() ?? '');
  }

  text(): string {
    return this.rows().join('\n');
  }

  get isAlternate(): boolean {
    return this.#screen.buffer.active.type === 'alternate';
  }

  get isCursorHidden(): boolean {
    return this.output.lastIndexOf('\u001b[?25l') > this.output.lastIndexOf('\u001b[?25h');
  }

  /** Waits until the screen is as wanted; what it is instead is in the error. */
  async until(what: string, isThere: (text: string) => boolean, seconds = 20): Promise<void> {
    const end = Date.now() + seconds * 1000;
    while (!isThere(this.text())) {
      if (Date.now() > end) throw new Error(`The screen never showed ${what}. It shows:\n${this.text()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The exit code, once the program has ended and all it wrote is on the screen. */
  async exitCode(): Promise<number> {
    await this.until('the end of the program', () => this.#ended !== undefined);
    return this.#ended?.code ?? -1;
  }

  async shows(words: string | RegExp): Promise<void> {
    await this.until(String(words), (text) => (typeof words === 'string' ? text.includes(words) : words.test(text)));
  }

  close(): void {
    try {
      this.#pty.kill('SIGKILL');
    } catch {
      // It is gone already.
    }
    this.#screen.dispose();
  }
}

export const keys = { up: '\u001b[A', down: '\u001b[B', right: '\u001b[C', left: '\u001b[D', enter: '\r', escape: '\u001b', pageDown: '\u001b[6~', end: '\u001b[F', ctrlC: '\u0003' } as const;

/** The test's own environment without what would change how the tutor behaves. */
function inherited(): Record<string, string> {
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...rest } = process.env;
  return Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('VITEST')));
}
