import type { Coverage } from '../report.ts';
import type { Scope } from './search.ts';

/** Why a search has not seen everything. */
export type Gap =
  /** As many runs as it may take. */
  | 'budget'
  | 'finding'
  /** Runs that were too long to try every order of their steps. */
  | 'long'
  | 'reality'
  /** Time that goes by in each step is drawn, not searched. */
  | 'drift'
  /** The program draws random numbers: each search sees one of many sequences. */
  | 'random'
  /** It did something else than before, on the same path. */
  | 'astray';

const reasons: Readonly<Record<Gap, string>> = {
  budget: '',
  finding: ': it stopped at a finding',
  long: ': some schedules are too long to try every order of their steps; does a loop look again and again?',
  reality: ': the program waits for the real world',
  drift: ': under drift, time is drawn at random; use `time: \'idle\'`',
  random: ': the program draws random numbers, and this was one of many sequences of them',
  astray: ': the program did not do the same on the same path; it keeps something from one run to the next, or depends on something real',
};

/** What a search says of itself. Never that all is well when something is left. */
export function coverageOf(scope: Scope, runs: { readonly count: number; readonly failing: number }, gap: Gap | undefined): Coverage {
  const { count, failing } = runs;
  if (gap) return { kind: 'part', executions: count, text: `stopped after ${figure(count)}, not proved${reasons[gap]}` };
  if (scope.kind === 'bounded') {
    const what = `${figure(count)} schedules with at most ${scope.preemptions} ${scope.preemptions === 1 ? 'pre-emption' : 'pre-emptions'}`;
    return { kind: 'bounded', executions: count, preemptions: scope.preemptions, text: saying(what, count, failing) };
  }
  return { kind: 'all', executions: count, text: saying(`${figure(count)} interleavings`, count, failing) };
}

function saying(what: string, count: number, failing: number): string {
  if (count === 1) return `the only ${what.replace(/^1 (\w+)s\b/, '$1')} ${failing === 0 ? 'passes' : 'fails'}`;
  if (failing === 0) return `all ${what} pass`;
  return failing === count ? `all ${what} fail` : `${figure(failing)} of all ${what} fail`;
}

function figure(count: number): string {
  return count.toLocaleString('en-US');
}
