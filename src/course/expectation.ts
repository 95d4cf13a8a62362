/**
 * What a program of the course says about itself, in the comment it starts with:
 *
 * ```ts
 * // expect: output
 * // | ping
 * // | pong
 * ```
 *
 * One or more `// expect:` lines, each followed by its `// | ` text lines; `// --` separates alternatives.
 */
import type { FindingKind } from '../explore/report.ts';

export type Claim =
  /** The same output under every schedule. `unordered`: the same lines in any order. */
  | { readonly kind: 'output'; readonly text: string; readonly unordered: boolean }
  /** The output depends on the schedule; these are all the outputs there are. */
  | { readonly kind: 'differs'; readonly outputs: readonly string[] }
  /** The program is caught with this kind of finding; the message contains `says`. */
  | { readonly kind: 'finding'; readonly finding: FindingKind; readonly says?: string }
  /** Under some schedule main returns before its goroutines have ended. */
  | { readonly kind: 'unfinished' }
  /** tsc refuses the program with this code. */
  | { readonly kind: 'type-error'; readonly code: string }
  /** oxlint refuses the program with this rule. */
  | { readonly kind: 'lint'; readonly rule: string }
  /** A meter goes above a bound. */
  | { readonly kind: 'meter'; readonly meter: 'goroutines' | 'queue'; readonly above: number };

export interface Expectation {
  readonly claims: readonly Claim[];
  /** `explore`: under many schedules with virtual time. `native`: on the real clock, because it does real I/O. */
  readonly mode: 'explore' | 'native';
}
