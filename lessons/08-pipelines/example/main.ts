// run: native
// expect: output
// | entries   108
// | requests  96
// | errors    38, 39.6 %
// | slow      18, 18.8 %
// | times     25 to 608 ms, 323 ms on average
// | status
// |   200  58
// |   404  20
// |   500  18
// | paths
// |   /  44
// |   /search  28
// |   /cart  12
// |   /login  12
// | addresses
// |   10.0.0.3  16
// |   10.0.0.4  16
// |   10.0.0.5  16
// |   10.0.0.6  16
// |   10.0.0.2  11
// | troubles
// |   old.log  cannot be read
// |   web-3.log:21  no level
// |
// | peek: one entry, and all stages have ended
// | no such folder: stopped
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  run, context, defer, time, type ReceiveChannel,
} from 'concurrency-tutor';
import { findFiles, readLines } from './files.ts';
import type { Entry, Outcome } from './log-line.ts';
import { writeLogs } from './sample.ts';
import { openFlow, type Flow } from './stage.ts';
import { analyse, format, keepFrom, parseLines } from './stages.ts';

const limit = 30 * time.Second;

/** The first three stages, joined. */
function entriesOf(
  flow: Flow, folder: string,
): ReceiveChannel<Outcome<Entry>> {
  const files = findFiles(flow, folder);
  return parseLines(flow, readLines(flow, files));
}

/** Reads all logs in a folder. Throws when it is stopped early. */
async function reportOn(folder: string): Promise<string> {
  using flow = openFlow(limit);
  const kept = keepFrom('info', flow, entriesOf(flow, folder));
  const reports = format(flow, analyse(flow, kept));

  const [report, ok] = await reports.receiveOk();
  await flow.stages.wait();
  if (!ok) throw context.cause(flow.ctx);
  return report;
}

/** Takes one entry, and then stops the pipeline. */
async function peek(folder: string): Promise<void> {
  using flow = openFlow(limit);
  const [, ok] = await entriesOf(flow, folder).receiveOk();
  flow.stop();
  await flow.stages.wait();
  console.log(
    `peek: ${ok ? 'one' : 'no'} entry, and all stages have ended`,
  );
}

await run(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'logs-'));
  await using _folder = defer(() => rm(folder, { recursive: true }));
  await writeLogs(folder);

  const file = join(folder, 'report.txt');
  await writeFile(file, await reportOn(folder), { mode: 0o644 });
  console.log(await readFile(file, 'utf8'));

  await peek(folder);
  try {
    await reportOn(join(folder, 'missing'));
  } catch {
    console.log('no such folder: stopped');
  }
});
