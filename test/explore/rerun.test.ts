import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chan, go, gosched, select, sync, time } from '../../src/index.ts';
import { subjectOf } from '../../src/explore/explore.ts';
import { outcomeKey } from '../../src/explore/outcome-key.ts';
import { Sampling } from '../../src/explore/sampling.ts';
import { runSchedule, type ScheduleOptions, type Subject } from '../../src/explore/schedule.ts';
import type { Profile } from '../../src/explore/strategy/profile.ts';
import { canTell, formatToken, longestToken, parseToken } from '../../src/explore/token.ts';
import { isOwnFile, load } from '../../src/loader/index.ts';

const RUNS = process.env['FULL'] === '1' ? 100_000 : 2_000;
const folder = join(import.meta.dirname, 'tokens', 'programs');

async function lostUpdates(): Promise<number> {
  let n = 0;
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) wg.go(async () => { const before = n; await gosched(); n = before + 1; });
  await wg.wait();
  return n;
}

async function firstOfThree(): Promise<unknown> {
  const ch = chan<number>();
  const late = time.after(1);
  for (let i = 0; i < 3; i++) go(async () => { await time.sleep(i / 2_000); await select({ sent: select.send(ch, i), late }); });
  return ch.receive();
}

const common = { seed: 3, time: 'drift', mayWait: () => false, races: 'judged' } as const;

/** Runs schedules, and each again by its token. @returns how many went differently */
async function differences(subject: Subject, schedules: number): Promise<string[]> {
  const sampling = new Sampling({ common, strategy: 'portfolio', depth: undefined, schedules, maxSteps: undefined });
  const found: string[] = [];
  let profile: Profile = [];
  for (let how = sampling.next(); how; how = sampling.next()) {
    const first = await runSchedule(subject, how);
    sampling.took(first);
    profile = first.profile ?? profile;
    if (!canTell(how)) throw new Error('no token can tell this schedule');
    const token = formatToken({ ...how, digest: first.digest });
    const told = parseToken(token);
    if (!told) throw new Error(`no token: ${token}`);
    const again = await runSchedule(subject, { ...common, ...told, profile, observer: {} } satisfies ScheduleOptions);
    const isSame = again.digest === first.digest && again.digest >>> 0 === told.digest && again.steps === first.steps && again.virtualTime === first.virtualTime && outcomeKey(again) === outcomeKey(first);
    if (!isSame || token.length > longestToken) found.push(token);
  }
  return found;
}

test(`${RUNS} runs are the same when they are run again by their tokens`, async () => {
  const modules = await Promise.all(readdirSync(folder).map(async (name) => subjectOf(await load(join(folder, name), { root: folder, tells: isOwnFile }), {})));
  const subjects: Subject[] = [...modules, { kind: 'function', main: lostUpdates }, { kind: 'function', main: firstOfThree }];
  for (const subject of subjects) expect(await differences(subject, Math.ceil(RUNS / subjects.length))).toEqual([]);
}, process.env['FULL'] === '1' ? 1_200_000 : 60_000);
