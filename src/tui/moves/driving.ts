/** Being the scheduler: choosing who goes on, step by step, until the program shows its mistake. */
import { isGoalReached } from '../../course/index.ts';
import type { Drive } from '../../explore/index.ts';
import { showingResult } from '../scrolling.ts';
import { step, type Step } from '../step.ts';
import { type DriveScreen, scheduleOf, shown, type State, withShown } from '../state.ts';
import { startJob, withoutJob } from './jobs.ts';
import { answered } from './answered.ts';

/** Runs the program up to its next choice, if the open screen is one to drive. */
export function driveOn(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'drive' || state.job !== undefined) return step(state);
  const next = startJob(state, { kind: 'drive' });
  return step(next, { kind: 'drive', job: next.jobsStarted, item: scheduleOf(state, screen), picks: screen.picks });
}

/** Lets the one with this index go on. */
export function pick(state: State, index: number): Step {
  const screen = shown(state);
  if (screen.kind !== 'drive' || screen.drive === undefined || screen.outcome !== 'open' || index >= screen.drive.choices.length) return step(state);
  return driveOn(withShown(state, { ...screen, picks: [...screen.picks, index] }));
}

/** Takes the last choice back. */
export function unpick(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'drive') return step(state);
  if (screen.picks.length === 0) return step({ ...state, message: { tone: 'note', text: 'There is nothing to take back yet.' } });
  return driveOn(withShown(state, { ...screen, picks: screen.picks.slice(0, -1), outcome: 'open' }));
}

export function driven(state: State, job: number, drive: Drive): Step {
  const screen = shown(state);
  if (state.job?.number !== job || screen.kind !== 'drive') return step(state);
  const { failure: _, ...rest } = screen;
  const next: DriveScreen = { ...rest, drive, place: { ...screen.place, cursor: 0 } };
  const idle = withoutJob(state);
  if (drive.choices.length > 0) return step(showingResult(withShown(idle, { ...next, outcome: 'open' })));
  const item = scheduleOf(state, screen);
  const correct = isGoalReached(item.goal, drive);
  return answered(idle, { ...next, outcome: correct ? 'right' : 'wrong' }, item, correct, { choice: [...screen.picks] });
}
