/** Ctrl-Z and `fg`, in a shell with job control. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { keys, Terminal } from './terminal.ts';

const entry = new URL('./start-sample.ts', import.meta.url).pathname;
let home: TemporaryFolder;
let terminal: Terminal;

beforeEach(async () => {
  home = await temporaryFolder();
  terminal = new Terminal('bash', ['--norc', '--noprofile', '-i'], { columns: 80, rows: 24, env: { PS1: 'shell> ' } });
});

afterEach(async () => {
  terminal.close();
  await home[Symbol.asyncDispose]();
});

test('Ctrl-Z gives the terminal to the shell, and fg comes back to the same place', async () => {
  await terminal.shows('shell>');
  terminal.type(`${process.execPath} --import tsx ${entry} ${home.path}; echo "left with $?"\r`);
  await terminal.shows('Start with lesson 1');
  terminal.type(`${keys.enter}]`);
  await terminal.shows('[Where to use]');
  for (const turn of ['first', 'second']) {
    terminal.type(turn === 'first' ? '\u001a' : '\u001a\u001a');
    await terminal.shows('Stopped');
    expect(terminal.isAlternate).toBe(false);
    expect(terminal.isCursorHidden).toBe(false);
    terminal.type(`clear; echo ${turn} time out\r`);
    await terminal.shows(new RegExp(`^${turn} time out`, 'm'));
    terminal.type('fg\r');
    await terminal.shows('[Where to use]');
    expect(terminal.isAlternate).toBe(true);
  }
  terminal.type('?');
  await terminal.shows('On this screen');
  terminal.type('qqq');
  await terminal.shows('Go on with: concurrency-tutor');
});
