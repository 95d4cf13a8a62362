import type { Claim, Program } from '../course/index.ts';
import { contradictions, missingFindings, nativeContradictions } from './claims.ts';
import type { RaceSearch } from './program-protocol.ts';
import type { ProgramRunner, RunAnswer } from './program-runner.ts';
import type { ProgramResult } from './results.ts';
import type { StaticFindings } from './static-findings.ts';

/** What programs are checked with. */
export interface ProgramBench {
  readonly root: string;
  readonly runner: ProgramRunner;
  readonly statics: StaticFindings;
  readonly schedules: number;
  readonly seed: number;
  /** How often a program with real input and output runs. */
  readonly nativeRuns: number;
}

/** Checks one program file: its types, its lint, and what it does when it runs. */
export async function checkProgram(program: Program, bench: ProgramBench): Promise<ProgramResult> {
  const started = performance.now();
  const { failures, skipped } = bench.statics.of(program);
  const ran = program.expectation === undefined || !mustRun(program.expectation.claims) ? [] : await runAndCompare(program, bench);
  const all = [...failures, ...ran];
  const durationMs = Math.round(performance.now() - started);
  if (all.length > 0) return { path: program.path, status: 'fail', message: all.join('\n'), durationMs };
  if (skipped !== undefined) return { path: program.path, status: 'skipped', message: skipped, durationMs };
  return { path: program.path, status: 'pass', durationMs };
}

/** What the compiler or the linter refuses need not run. */
function mustRun(claims: readonly Claim[]): boolean {
  return claims.some((claim) => claim.kind !== 'type-error' && claim.kind !== 'lint');
}

/** Runs a program as it says it runs; gives every claim that does not hold, as text. */
export async function runAndCompare(program: Program, bench: ProgramBench): Promise<readonly string[]> {
  const { file, expectation } = program;
  const claims = expectation?.claims ?? [];
  if (expectation?.mode === 'native') return runNatively(program, claims, bench);
  const [races, others] = [claims.filter(claimsRace), claims.filter((claim) => !claimsRace(claim))];
  const explore = async (part: readonly Claim[], how: RaceSearch, judge = contradictions): Promise<readonly string[]> =>
    part.length === 0 ? [] : exploreAndCompare(part, await bench.runner.explore({ file, root: bench.root, schedules: bench.schedules, seed: bench.seed, races: how }), judge);
  // What a course shows is free of races in Go's sense too, unless it says that it is not.
  if (races.length === 0 || others.length === 0) return explore(claims, 'judged');
  // What else it does is seen when nobody looks for races: a schedule with one counts as nothing else.
  return [...await explore(others, 'ignored'), ...await explore(races, 'judged', missingFindings)];
}

function claimsRace(claim: Claim): boolean {
  return claim.kind === 'finding' && claim.finding === 'race';
}

function exploreAndCompare(claims: readonly Claim[], answer: RunAnswer, judge: typeof contradictions): readonly string[] {
  switch (answer.kind) {
    case 'explored': return judge(claims, answer.run);
    case 'failed': return [couldNotRun(answer)];
    case 'ended': case 'driven': case 'sought': return ['expected: the program to be explored\nhappened: it ran natively'];
  }
}

async function runNatively({ file }: Program, claims: readonly Claim[], bench: ProgramBench): Promise<readonly string[]> {
  for (let run = 1; run <= bench.nativeRuns; run++) {
    const answer = await bench.runner.native({ file, root: bench.root });
    const found = answer.kind === 'ended' ? nativeContradictions(claims, answer.output) : [couldNotRun(answer)];
    if (found.length > 0) return bench.nativeRuns > 1 ? [`in run ${run} of ${bench.nativeRuns}`, ...found] : found;
  }
  return [];
}

function couldNotRun(answer: RunAnswer): string {
  return `expected: the program to run\nhappened: ${answer.kind === 'failed' ? answer.message : 'nothing'}`;
}
