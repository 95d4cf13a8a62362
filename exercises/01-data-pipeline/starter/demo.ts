/** Your pipeline at work on real files: `npx concurrency-tutor run demo.ts`. You need not change this file. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { context, time } from 'concurrency-tutor';
import { realDisk } from './disk.ts';
import { toConsole } from './outputs.ts';
import { runPipeline, type Line, type Sale } from './pipeline.ts';

const shops = ['harbour', 'market', 'station'];
const articles = ['bread', 'coffee', 'honey', 'milk', 'tea'];
const days = 30;
const linesPerDay = 200;

export default async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sales-'));
  try {
    await makeFiles(folder);
    const started = time.now();
    const report = await runPipeline(context.background(), {
      disk: realDisk, folder, suffix: '.csv', readers: 4, transformers: 8, transform: parseSale, output: toConsole(),
    });
    console.log(`${report.files} files, ${report.lines} lines, ${report.problems.length} problems, ${time.formatDuration(Math.round(time.since(started)))}`);
    for (const problem of report.problems.slice(0, 3)) console.log(`  ${problem.path.slice(folder.length + 1)}: ${String(problem.error)}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** `article;cents`; a line that begins with `#` is a remark. */
async function parseSale({ text }: Line): Promise<Sale | undefined> {
  if (text.startsWith('#')) return undefined;
  const [article = '', cents = ''] = text.split(';');
  if (article === '' || !/^-?\d+$/.test(cents)) throw new Error(`this is not a sale: ${text}`);
  return { article, cents: Number(cents) };
}

async function makeFiles(folder: string): Promise<void> {
  for (const shop of shops) {
    await mkdir(join(folder, shop));
    await writeFile(join(folder, shop, 'README.txt'), 'One file for each day.\n');
    for (let day = 1; day <= days; day++) await writeFile(join(folder, shop, `2025-06-${String(day).padStart(2, '0')}.csv`), makeDay(shop, day));
  }
}

function makeDay(shop: string, day: number): string {
  const lines = [`# ${shop}, day ${day}`];
  for (let i = 0; i < linesPerDay; i++) lines.push(i === 99 ? 'the till jammed' : `${articles[(i * 7 + day) % articles.length]};${100 + ((i * 37 + day * 11) % 900)}`);
  return `${lines.join('\n')}\n`;
}
