// Explores the programs beside this file with the built package, in whatever Node runs it, and prints what came of it as JSON: every outcome with its
// token, and a fingerprint of every finding.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const dist = (file) => import(pathToFileURL(join(import.meta.dirname, '../../../dist', file)).href);
const { exploreProgram, replayProgram } = await dist('explore/index.js');
const { isOwnFile, load } = await dist('loader/index.js');

const folder = join(import.meta.dirname, 'programs');
const shortened = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** What makes a finding the same one: kind, goroutines, operations, places and the events; not how it is worded. */
const fingerprint = ({ kind, detail = '-', goroutines, trace }) => `${kind} ${detail} ${shortened(JSON.stringify([
  goroutines.map(({ id, name, state, at, createdAt }) => [id, name, state, at, createdAt]),
  trace.map(({ step, time, goroutine, kind: what, operation, on, at }) => [step, time, goroutine, what, operation, on, at]),
]))}`;

const printed = {};
for (const name of readdirSync(folder).sort()) {
  const program = await load(join(folder, name), { root: folder, tells: isOwnFile });
  for (const options of [{ strategy: 'portfolio', schedules: 60 }, { strategy: 'random', schedules: 20, seed: 2 ** 33 + 1, shrink: false }, { strategy: 'exhaustive', schedules: 200 }]) {
    const { outcomes } = await exploreProgram(program, options);
    const lines = [];
    for (const outcome of outcomes) {
      const again = await replayProgram(outcome.replay, program);
      const same = again.output === outcome.output && again.report.verdict === outcome.verdict;
      lines.push([outcome.count, outcome.replay, shortened(outcome.output), ...outcome.findings.map(fingerprint), same ? 'again' : 'NOT AGAIN'].join(' '));
    }
    printed[`${name} ${options.strategy}`] = lines;
  }
}
console.log(JSON.stringify(printed, undefined, 2));
