import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What a program found out about itself. */
export type Figures = Readonly<Record<string, number>>;

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs a program of this folder in a process of its own, where garbage can be collected on demand. @returns what it told */
export async function figuresOf(program: string): Promise<Figures> {
  const file = fileURLToPath(new URL(`programs/${program}.ts`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--import', 'tsx', file], { cwd: root });
  return JSON.parse(stdout) as Figures;
}

/** Bytes by which a heap may differ from itself after any number of rounds: far less than one object a round. */
export const FLAT = 400_000;

/** In the full tier the programs do ten times as much. */
export const PATIENCE = { timeout: process.env['FULL'] === '1' ? 300_000 : 60_000 };

/** Before Node 24, what follows an asynchronous context gives every promise numbers of its own, which take memory. */
export const PROMISES_HAVE_NUMBERS = Number(process.versions.node.split('.')[0]) < 24;
