import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Contestant } from './contestants.ts';
import type { Case, Measurement } from './kinds.ts';
import { efforts, type Effort } from './measure.ts';
import { reasonOf } from './reason.ts';

const bench = path.join(import.meta.dirname, '..');
const start = promisify(execFile);
/** No measurement takes longer; one that does is given up. */
const TIME_LIMIT = 45_000;

/** What came of one try: a measurement, or why there is none. */
export type Result = Measurement | { readonly notComparable: string } | { readonly failed: string };

/** Runs one case of one contestant in a fresh process. */
export async function runOnce(contestant: Contestant, case_: Case, effort: Effort['kind']): Promise<Result> {
  const { file, args, env } = commandOf(contestant, case_, effort);
  try {
    const { stdout } = await start(file, args, { env: { ...process.env, ...env }, timeout: TIME_LIMIT, maxBuffer: 2 ** 24 });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Result;
  } catch (error) {
    return { failed: reasonOf(error, TIME_LIMIT) };
  }
}

function commandOf(contestant: Contestant, { name, size }: Case, effort: Effort['kind']): { file: string; args: string[]; env: NodeJS.ProcessEnv } {
  switch (contestant.kind) {
    case 'go': {
      const fixed = size.kind === 'fixed' ? [size[effort], Math.min(size.warmUp, size[effort]), Math.min(size.repetitions, efforts[effort].repetitions)] : [0, 0, efforts[effort].repetitions];
      return { file: goProgram(), args: [name, effort, ...fixed.map(String)], env: contestant.env };
    }
    case 'node': {
      const args = ['--expose-gc', '--max-old-space-size=4096', path.join(bench, 'child.ts'), contestant.module, name, effort];
      return { file: process.execPath, args, env: contestant.env };
    }
  }
}

let built: string | undefined;

/** Go's own programs, built once for this run. */
function goProgram(): string {
  if (built !== undefined) return built;
  built = path.join(mkdtempSync(path.join(tmpdir(), 'bench-go-')), 'bench');
  execFileSync('go', ['build', '-o', built, '.'], { cwd: path.join(bench, 'go'), stdio: 'inherit' });
  return built;
}
