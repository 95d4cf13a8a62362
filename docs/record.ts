/**
 * Records the tutor in a real terminal: opening lesson 1, answering a question, running a pitfall, leaving.
 * Writes `docs/learn.cast` (asciicast 2, for asciinema players) and `docs/learn.svg` (the screen after the pitfall has run).
 *
 *     npm run record
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { terminalSvg } from './terminal-svg.ts';

const size = { cols: 80, rows: 24 };
const root = resolve(import.meta.dirname, '..');
/** How long a reader of the recording looks at a screen, in milliseconds. */
const LOOK = 1_200;
/** How long a screen may take to appear, in milliseconds. */
const PATIENCE = 60_000;

const home = await mkdtemp(join(tmpdir(), 'record-'));
const { CI: _ci, NO_COLOR: _colour, ...env } = process.env;
const screen = new xterm.Terminal({ ...size, allowProposedApi: true });
const child = spawn(process.execPath, [join(root, 'bin', 'concurrency-tutor.js'), 'learn'], {
  ...size, name: 'xterm-256color', cwd: home, env: { ...env, CONCURRENCY_TUTOR_HOME: home, FORCE_COLOR: '1', LANG: 'C.UTF-8' },
});
const started = performance.now();
const events: string[] = [];
const ended = new Promise<number>((done) => child.onExit(({ exitCode }) => done(exitCode)));
child.onData((data) => {
  events.push(JSON.stringify([Number(((performance.now() - started) / 1000).toFixed(3)), 'o', data]));
  screen.write(data);
});

function text(): string {
  const buffer = screen.buffer.active;
  return Array.from({ length: size.rows }, (_, row) => buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '').join('\n');
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Waits for words on the screen, and leaves a reader time to see them. */
async function shows(words: string): Promise<void> {
  const until = performance.now() + PATIENCE;
  while (!text().includes(words)) {
    if (performance.now() > until) throw new Error(`The screen never showed “${words}”. It shows:\n${text()}`);
    await pause(20);
  }
  await pause(LOOK);
}

try {
  await shows('? all keys');
  child.write('\r');
  await shows('[Explanation]');
  for (const section of ['[Where to use]', '[Snippet]', '[Example]', '[Pitfalls]', '[Questions]']) {
    child.write(']');
    await shows(section);
  }
  child.write('\r');
  await shows('Question 1');
  child.write('3');
  child.write('\r');
  await shows('is right');
  child.write('q');
  await shows('[Questions]');
  child.write('[');
  await shows('[Pitfalls]');
  for (let i = 0; i < 5; i++) child.write('j');
  child.write('\r');
  await shows('Pitfall 6');
  child.write('r');
  await shows('leak');
  await writeFile(join(root, 'docs', 'learn.svg'), terminalSvg(screen));
  for (let i = 0; i < 4; i++) {
    child.write('q');
    await pause(LOOK / 2);
  }
  const code = await Promise.race([ended, pause(5_000).then(() => { throw new Error(`q did not leave. The screen shows:\n${text()}`); })]);
  const header = { version: 2, width: size.cols, height: size.rows, title: 'concurrency-tutor learn', env: { TERM: 'xterm-256color' } };
  await writeFile(join(root, 'docs', 'learn.cast'), [JSON.stringify(header), ...events, ''].join('\n'));
  console.log(`docs/learn.cast: ${events.length} events; left with exit code ${code}\n${text()}`);
} finally {
  child.kill();
  await rm(home, { recursive: true, force: true });
}
process.exit();
