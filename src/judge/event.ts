/** What the judge says while it works. */
import type { CheckResult } from './verdict.ts';

export type JudgeEvent =
  /** The checks that will be decided, in the order of the verdict. */
  | { readonly kind: 'started'; readonly checks: readonly { readonly id: string; readonly description: string }[] }
  /** Not said of a check that is skipped. */
  | { readonly kind: 'check-started'; readonly id: string }
  | { readonly kind: 'check-finished'; readonly result: CheckResult };
