/** Running programs, checking work, hints. */
import type { Judgement } from '../../judge/verdict.ts';
import { refusedWords } from '../../reader/index.ts';
import { pitfallOf } from '../content/pitfall.ts';
import type { ProgramRun } from '../program-run.ts';
import { showingResult } from '../scrolling.ts';
import { andThen, saving, step, type Step } from '../step.ts';
import { withCheck as withCodeCheck } from './coding.ts';
import { startJob, withoutJob } from './jobs.ts';
import { type Check, exerciseOf, type Job, type Role, type Run, shown, type State, withShown } from '../state.ts';

export function runProgram(state: State, role: Role): Step {
  const screen = shown(state);
  if (screen.kind !== 'pitfall') return step(state);
  const program = pitfallOf(state, screen)[role];
  if (program === undefined) return note(state, `This pitfall has no ${role} program.`);
  // The caption above the program says by what; a narrow window has room for no more than this.
  if (refusedWords(program.expectation) !== undefined) return note(state, 'It is refused before it runs.');
  if (state.job !== undefined) return note(state, 'A program is running. c stops it.');
  const started = startJob(state, { kind: 'program', role });
  const session = { ...state.session, programsRun: state.session.programsRun + 1 };
  const next = showingResult(withRun({ ...started, session }, role, { kind: 'running' }));
  return step(next, { kind: 'run', job: next.jobsStarted, program });
}

export function checkWork(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'exercise') return step(state);
  if (state.job !== undefined) return note(state, 'A check is running. c stops it.');
  const started = startJob(state, { kind: 'check' });
  const next = showingResult(withCheck(started, { kind: 'running' }));
  return step(next, { kind: 'check', job: next.jobsStarted, exercise: exerciseOf(state, screen.exercise) });
}

export function cancel(state: State): Step {
  if (state.job === undefined) return step(state);
  const stopped = jobEnded(state, state.job, { kind: 'failed', message: 'Stopped before it was done.' });
  return step(stopped, { kind: 'cancel' });
}

export function runDone(state: State, job: number, run: ProgramRun): Step {
  if (state.job?.number !== job || state.job.what.kind !== 'program') return step(state);
  return step(showingResult(withRun(withoutJob(state), state.job.what.role, { kind: 'done', run })));
}

export function checkDone(state: State, job: number, judgement: Judgement): Step {
  const screen = shown(state);
  if (state.job?.number !== job || screen.kind !== 'exercise') return step(state);
  const session = { ...state.session, checks: state.session.checks + 1 };
  const next = showingResult(withCheck(withoutJob({ ...state, session }), { kind: 'done', judgement }));
  if (judgement.verdict.kind === 'error') return step(next);
  return saving(next, { kind: 'attempt', exercise: screen.exercise, passed: judgement.verdict.kind === 'pass', score: judgement.score });
}

export function jobFailed(state: State, job: number, message: string): Step {
  if (state.job?.number !== job) return step(state);
  return step(jobEnded(state, state.job, { kind: 'failed', message }));
}

/** One more hint, at most all three. */
export function hint(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'exercise') return step(state);
  const { hints } = exerciseOf(state, screen.exercise);
  if (screen.hints >= hints.length) return note(state, 'All hints are open.');
  const level = screen.hints + 1;
  const next = withShown(state, { ...screen, hints: level, latest: 'hint' });
  return andThen(saving(next, { kind: 'hint', exercise: screen.exercise, level }), (saved) => step(showingResult(saved)));
}

function note(state: State, text: string): Step {
  return step({ ...state, message: { tone: 'note', text } });
}

function jobEnded(state: State, job: Job, result: Run & Check & { kind: 'failed' }): State {
  const rest = withoutJob(state);
  switch (job.what.kind) {
    case 'program': return showingResult(withRun(rest, job.what.role, result));
    case 'check': return showingResult(withCheck(rest, result));
    case 'code': return showingResult(withCodeCheck(rest, result));
    case 'drive': return showingResult(withFailure(rest, result.message));
  }

}

function withFailure(state: State, failure: string): State {
  const screen = shown(state);
  return screen.kind === 'drive' ? withShown(state, { ...screen, failure, outcome: 'wrong' }) : state;
}

function withRun(state: State, role: Role, run: Run): State {
  const screen = shown(state);
  return screen.kind === 'pitfall' ? withShown(state, { ...screen, runs: { ...screen.runs, [role]: run }, lastRun: role }) : state;
}

function withCheck(state: State, check: Check): State {
  const screen = shown(state);
  return screen.kind === 'exercise' ? withShown(state, { ...screen, check, latest: 'check' }) : state;
}
