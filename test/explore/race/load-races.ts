import { exploreProgram } from '../../../src/explore/index.ts';
import type { Finding } from '../../../src/testing.ts';
import { isOwnFile, load } from '../../../src/loader/index.ts';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'races-'));
let count = 0;

/** What every snippet may use. */
const head = "import { atomic, chan, context, defer, errgroup, go, gosched, iter, run, runtime, select, semaphore, singleflight, sync, time } from 'concurrency-tutor'; ";

export interface RaceSearch {
  readonly schedules?: number;
  readonly seed?: number;
}

/** The races in the body of a main function, under many schedules. Its first line is line 2. */
export async function racesIn(body: string, { schedules = 60, seed = 1 }: RaceSearch = {}): Promise<readonly Finding[]> {
  const file = join(folder, `snippet-${++count}.ts`);
  writeFileSync(file, `${head}export default async function main(): Promise<void> {\n${body}\n}\n`);
  const program = await load(file, { root: folder, tells: isOwnFile });
  const { report } = await exploreProgram(program, { schedules, seed, shrink: false, stopAfter: 1 });
  if (report.races !== 'checked') throw new Error('races were not looked for');
  const [other] = report.findings.filter(({ kind }) => kind !== 'race');
  if (other) throw new Error(`the snippet has another fault: ${other.message}`);
  return report.findings;
}

/** Two goroutines, of which the second uses what the first has written; `order` is what stands between. */
export function handOver({ before = '', write, read }: { readonly before?: string; readonly write: string; readonly read: string }): string {
  return [
    'let data = 0; const wg = new sync.WaitGroup();', before,
    `wg.go(async function writer() { data = 1; ${write} });`,
    `wg.go(async function reader() { ${read} if (data === 2) throw new Error(); });`,
    'await wg.wait();',
  ].join('\n');
}
