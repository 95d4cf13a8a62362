/** What a program claims about itself, in words. */
import type { Claim, Expectation } from '../course/expectation.ts';
import type { FindingKind } from '../explore/report.ts';

/** `prints the same under every schedule`, `is caught as a deadlock`; several claims are joined. */
export function expectationWords(expectation: Expectation): string {
  const words = expectation.claims.map(claimWords).join('; ');
  return expectation.mode === 'native' ? `${words}; runs on the real clock` : words;
}

export function claimWords(claim: Claim): string {
  switch (claim.kind) {
    case 'output':
      return claim.unordered ? 'prints the same lines under every schedule, in any order' : 'prints the same under every schedule';
    case 'differs': return `prints one of ${claim.outputs.length} outputs, depending on the schedule`;
    case 'finding': return `is caught as ${findingWords(claim.finding)}${claim.says === undefined ? '' : `: "${claim.says}"`}`;
    case 'unfinished': return 'may end while goroutines are still running';
    case 'type-error': return `is refused by the type checker (${claim.code})`;
    case 'lint': return `is refused by the linter (${claim.rule})`;
    case 'meter':
      return claim.meter === 'goroutines'
        ? `has more than ${claim.above} goroutines alive at once`
        : `has more than ${claim.above} values and senders waiting at one channel`;
  }
}

/** A finding's kind with its article, for the middle of a sentence. */
export function findingWords(kind: FindingKind): string {
  switch (kind) {
    case 'panic': return 'a panic';
    case 'error': return 'an error';
    case 'race': return 'a data race';
    case 'unawaited': return 'an operation nobody awaits';
    case 'uncontrolled': return 'an await that nothing can settle';
    case 'deadlock': return 'a deadlock';
    case 'leak': return 'a leak';
    case 'livelock': return 'a livelock';
    case 'never-ends': return 'a program that never ends';
    case 'lost-cancel': return 'a cancel function that is never called';
  }
}

/** Why a program of the course does not run at all, if it does not. */
export function refusedWords(expectation: Expectation | undefined): string | undefined {
  const refused = expectation?.claims.find((claim) => claim.kind === 'type-error' || claim.kind === 'lint');
  return refused && `This program ${claimWords(refused)}, before it runs.`;
}
