import { dirname } from 'node:path';
import { isOwnFile, load } from '../../../src/loader/index.ts';
import { subjectOf } from '../../../src/explore/explore.ts';
import { runSchedule, type ScheduleOptions } from '../../../src/explore/schedule.ts';
import { choicesOf, NotingStrategy } from '../../../src/explore/shrink/moves.ts';
import { strategyFor } from '../../../src/explore/strategy/plan.ts';
import { parseToken } from '../../../src/explore/token.ts';

/** How often the schedule of a token makes a goroutine wait that could have gone on. */
export async function switchesOf(token: string, program: string | (() => unknown)): Promise<number> {
  const parsed = parseToken(token);
  if (!parsed) throw new Error(`no token: ${token}`);
  const how: ScheduleOptions = { ...parsed, profile: [], observer: {}, mayWait: () => false };
  const strategy = new NotingStrategy(choicesOf(strategyFor(parsed.plan, how)));
  await runSchedule(await subjectOf(typeof program === 'string' ? await load(program, { root: dirname(program), tells: isOwnFile }) : program, {}), { ...how, plan: { way: 'given', strategy } });
  return strategy.switches;
}
