/** One next step for a finding, and the lesson that explains it. */
import type { Finding } from '../explore/report.ts';
import { nextStepFor } from '../explore/explain/next-steps.ts';
import { lessonFor, topicOf } from '../explore/explain/topics.ts';

export interface Advice {
  readonly help: string;
  /** A lesson's slug. */
  readonly lesson: string;
}

/** The advice for a finding: its own, or what is said of its kind. */
export function adviceFor({ kind, detail, nextStep }: Pick<Finding, 'kind' | 'detail' | 'nextStep'>): Advice {
  const { lesson } = lessonFor(topicOf(kind, detail)) ?? { lesson: 'goroutines' };
  return { help: nextStep ?? nextStepFor({ kind, detail }), lesson };
}
