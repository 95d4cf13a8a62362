/** What goes on in the background: one thing at a time. */
import type { Job, State } from '../state.ts';

export function startJob(state: State, what: Job['what']): State {
  const number = state.jobsStarted + 1;
  return { ...state, jobsStarted: number, job: { number, what } };
}

/** Whatever was said while the job ran is no longer so. */
export function withoutJob(state: State): State {
  const { job: _, message: __, ...rest } = state;
  return rest;
}
