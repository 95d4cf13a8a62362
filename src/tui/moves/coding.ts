/** Items that are worked on in an editor. */
import { showingResult } from '../scrolling.ts';
import { step, type Step } from '../step.ts';
import { type CodeCheck, codeOf, shown, type State, withShown } from '../state.ts';
import { startJob, withoutJob } from './jobs.ts';
import { answered } from './answered.ts';

/** Opens the learner's copy in their editor. */
export function editCode(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'code') return step(state);
  if (state.job !== undefined) return step({ ...state, message: { tone: 'note', text: 'A check is running. c stops it.' } });
  return step(state, { kind: 'edit', item: codeOf(state, screen) });
}

/** Back from the editor. */
export function edited(state: State, problem: string | undefined): Step {
  return step(problem === undefined ? { ...state, message: { tone: 'note', text: 'r checks it.' } } : { ...state, message: { tone: 'problem', text: problem } });
}

export function checkCode(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'code') return step(state);
  if (state.job !== undefined) return step({ ...state, message: { tone: 'note', text: 'A check is running. c stops it.' } });
  const next = showingResult(withCheck(startJob(state, { kind: 'code' }), { kind: 'running' }));
  return step(next, { kind: 'check-code', job: next.jobsStarted, item: codeOf(state, screen) });
}

/** `complaints`: what the program does not do as it should. */
export function codeChecked(state: State, job: number, complaints: readonly string[]): Step {
  const screen = shown(state);
  if (state.job?.number !== job || screen.kind !== 'code') return step(state);
  const correct = complaints.length === 0;
  return answered(withoutJob(state), { ...screen, check: { kind: 'done', complaints }, outcome: correct ? 'right' : 'wrong' }, codeOf(state, screen), correct, { choice: [] });
}

export function withCheck(state: State, check: CodeCheck): State {
  const screen = shown(state);
  return screen.kind === 'code' ? withShown(state, { ...screen, check }) : state;
}
