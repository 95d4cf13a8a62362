/** Compares what a program did with what it says about itself. */
import type { Claim } from '../course/index.ts';
import type { ProgramOutcome, ProgramRun } from './program-protocol.ts';

/** Every claim the run contradicts, as text: what was expected, what happened instead. Empty when all hold. */
export function contradictions(claims: readonly Claim[], run: ProgramRun): readonly string[] {
  const claimsFinding = claims.some((claim) => claim.kind === 'finding');
  const surprises = claimsFinding ? [] : run.outcomes.filter((outcome) => outcome.verdict !== 'pass');
  const [surprise] = surprises;
  if (surprise !== undefined) return [`expected: no finding\n${happened(surprise, run)}`];
  return claims.flatMap((claim) => contradiction(claim, run) ?? []);
}

/** The findings that are claimed and were found under no schedule, whatever else was. */
export function missingFindings(claims: readonly Claim[], run: ProgramRun): readonly string[] {
  const found = (claim: Extract<Claim, { kind: 'finding' }>): boolean => run.outcomes.some(({ verdict, message = '' }) => verdict === claim.finding && message.includes(claim.says ?? ''));
  return claims.flatMap((claim) => (claim.kind === 'finding' && !found(claim) ? [`expected: ${claim.finding}\nhappened: under none of ${run.schedules} schedules`] : []));
}

/** The same for a program that ran once, on the real clock. */
export function nativeContradictions(claims: readonly Claim[], output: string): readonly string[] {
  const outcome: ProgramOutcome = { verdict: 'pass', output, unfinished: 0, count: 1, replay: '' };
  return contradictions(claims, { schedules: 1, outcomes: [outcome], maxGoroutines: 0, maxQueued: 0 });
}

function contradiction(claim: Claim, run: ProgramRun): string | undefined {
  switch (claim.kind) {
    case 'output': {
      const comparable = claim.unordered ? sorted : tidy;
      const other = run.outcomes.find((outcome) => comparable(outcome.output) !== comparable(claim.text));
      return other && `expected: the output${claim.unordered ? ', in any order' : ''}\n${quoted(claim.text)}\n${happened(other, run)}`;
    }
    case 'differs': return differsContradiction(claim.outputs.map(tidy), run);
    case 'finding': return findingContradiction(claim, run);
    case 'unfinished':
      return run.outcomes.some((outcome) => outcome.unfinished > 0) ? undefined : `expected: goroutines still running when main returns\nhappened: under none of ${run.schedules} schedules`;
    case 'meter': {
      const seen = claim.meter === 'goroutines' ? run.maxGoroutines : run.maxQueued;
      return seen > claim.above ? undefined : `expected: ${claim.meter} above ${claim.above}\nhappened: ${seen} at most`;
    }
    // Decided by the type checker and by oxlint, without running the program.
    case 'type-error': case 'lint': return undefined;
  }
}

function differsContradiction(outputs: readonly string[], run: ProgramRun): string | undefined {
  const other = run.outcomes.find((outcome) => !outputs.includes(tidy(outcome.output)));
  if (other !== undefined) return `expected: one of the ${outputs.length} outputs listed\n${happened(other, run)}`;
  const unseen = outputs.find((output) => !run.outcomes.some((outcome) => tidy(outcome.output) === output));
  return unseen === undefined ? undefined : `expected: under some schedule the output\n${quoted(unseen)}\nhappened: never in ${run.schedules} schedules`;
}

function findingContradiction(claim: Extract<Claim, { kind: 'finding' }>, run: ProgramRun): string | undefined {
  const wanted = claim.says === undefined ? claim.finding : `${claim.finding} “${claim.says}”`;
  const other = run.outcomes.find((outcome) => outcome.verdict !== 'pass' && (outcome.verdict !== claim.finding || !(outcome.message ?? '').includes(claim.says ?? '')));
  if (other !== undefined) return `expected: ${wanted} and nothing else\n${happened(other, run)}`;
  if (run.outcomes.some((outcome) => outcome.verdict === claim.finding)) return undefined;
  const [first] = run.outcomes;
  return `expected: ${wanted}\n${first === undefined ? 'happened: nothing' : happened(first, run)}`;
}

function happened(outcome: ProgramOutcome, run: ProgramRun): string {
  // Outcomes may differ in something nobody claimed, such as goroutines left over; here they are the same.
  const same = run.outcomes.filter((other) => other.verdict === outcome.verdict && tidy(other.output) === tidy(outcome.output));
  const count = same.reduce((sum, other) => sum + other.count, 0);
  const often = run.schedules > 1 ? ` (${count} of ${run.schedules} schedules${outcome.replay === '' ? '' : `, replay ${outcome.replay}`})` : '';
  if (outcome.verdict === 'pass') return `happened: the output${often}\n${quoted(outcome.output)}`;
  return `happened: ${outcome.verdict}${often}: ${outcome.message ?? ''}${tidy(outcome.output) === '' ? '' : `\nafter the output\n${quoted(outcome.output)}`}`;
}

function quoted(output: string): string {
  const lines = tidy(output).split('\n');
  const shown = lines.length > 30 ? [...lines.slice(0, 30), `… ${lines.length - 30} more lines`] : lines;
  return shown.map((line) => `  | ${line}`.trimEnd()).join('\n');
}

/** Output without blanks at the ends of its lines, and without its last line end. */
export function tidy(output: string): string {
  return output.split('\n').map((line) => line.trimEnd()).join('\n').replace(/\n$/, '');
}

function sorted(output: string): string {
  return tidy(output).split('\n').toSorted().join('\n');
}
