// run: native
// expect: output
// | broken.log.gz: cannot be read: incorrect header check
// | empty.log: no entries
// |   0 written
// | shop.log.gz: 2 DEBUG, 4 INFO, 2 WARN, 6 ERROR, 1 FATAL, from 09:15:00 to 10:00:00
// |   4 x cannot reach the store
// |   2 x card refused
// |   1 x the disk is full
// |   9 written
// | web.log: 2 DEBUG, 3 INFO, 2 WARN, 3 ERROR, 2 bad, from 09:15:00 to 09:15:09
// |   2 x cannot reach the store
// |   1 x card refused
// |   5 written
// | {"time":"2026-03-01T09:15:03.000Z","level":"ERROR","message":"cannot reach the store","details":{"user":"ben","team":"red"}},
// | the first error: cannot reach the store
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  run, context, defer, errgroup, iter, time, type Context,
} from 'concurrency-tutor';
import { atLeast, parse, type Entry, type Parsed } from './entry.ts';
import { findFiles, lines, rows } from './reading.ts';
import { writeSample } from './sample.ts';
import { Statistics } from './statistics.ts';
import { writeJson } from './writing.ts';

const filesAtOnce = 3;
const logs = ['*.log', '*.log.gz'];

/** The entries among the parsed lines. */
async function* entries(
  input: AsyncIterable<Parsed>,
): AsyncGenerator<Entry> {
  for await (const parsed of input) if (parsed.ok) yield parsed.entry;
}

/** Adds the team to each entry that names a user. */
function withTeam(
  input: AsyncIterable<Entry>, teams: ReadonlyMap<string, string>,
): AsyncGenerator<Entry> {
  return iter.map(input, (entry) => {
    const team = teams.get(entry.details['user'] ?? '');
    if (team === undefined) return entry;
    return { ...entry, details: { ...entry.details, team } };
  });
}

/** Reads one log, writes its serious entries, and reports. */
async function report(
  parent: Context, path: string, teams: ReadonlyMap<string, string>,
): Promise<string> {
  const [ctx, cancel] = context.withCancel(parent);
  using _cancel = defer(cancel);
  const statistics = new Statistics();

  const parsed = iter.map(iter.withContext(ctx, lines(path)), parse);
  const all = entries(statistics.watch(parsed));
  const serious = iter.filter(all, (e) => atLeast(e.level, 'WARN'));
  const out = `${path}.json`;
  try {
    const count = await writeJson(out, withTeam(serious, teams), 3);
    const errors = statistics.topErrors().map((text) => `\n  ${text}`);
    return `${statistics}${errors.join('')}\n  ${count} written`;
  } catch (error) {
    await rm(out, { force: true }); // half an array helps nobody
    if (ctx.err() !== undefined) throw error; // stopped from outside
    return `cannot be read: ${(error as Error).message}`;
  }
}

/** A goroutine for each log, three at a time. */
async function reportAll(ctx: Context, folder: string): Promise<void> {
  const teams = new Map<string, string>();
  for await (const row of rows(lines(join(folder, 'teams.csv')))) {
    teams.set(row['user'] ?? '', row['team'] ?? '');
  }
  const reports = new Map<string, string>();
  const [files, group] = errgroup.withContext(ctx);
  files.setLimit(filesAtOnce);
  for await (const path of findFiles(folder, logs)) {
    await files.go(async () => {
      reports.set(basename(path), await report(group, path, teams));
    });
  }
  await files.wait();
  for (const name of [...reports.keys()].sort()) {
    console.log(`${name}: ${reports.get(name)}`);
  }
}

await run(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'logs-'));
  await using _folder = defer(() => rm(folder, { recursive: true }));
  await writeSample(folder);
  const [ctx, cancel] = context.withTimeout(
    context.background(), 30 * time.Second);
  using _cancel = defer(cancel);

  await reportAll(ctx, folder);
  const json = await readFile(join(folder, 'web.log.json'), 'utf8');
  console.log(json.split('\n')[2]);

  // The first error is enough, so the rest of the file is not read.
  const shop = lines(join(folder, 'shop.log.gz'));
  for await (const { level, message } of entries(iter.map(shop, parse))) {
    if (!atLeast(level, 'ERROR')) continue;
    console.log('the first error:', message);
    break;
  }
});
