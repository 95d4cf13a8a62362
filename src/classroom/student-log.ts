/** One student's results in full, as text: what each check found and what the program printed. */
import { renderJudgement, type ReportStyle } from '../report/index.ts';
import type { GradebookStudent } from '../report/gradebook/document.ts';
import type { Entry } from './grade.ts';

const style: ReportStyle = { width: 100, colour: 'none', glyphs: 'unicode', advice: 'none' };

/** `entries`: those of the student, in the order of `results`. */
export function studentLog({ student, name, results }: GradebookStudent, entries: readonly Entry[]): string {
  const head = name === undefined ? student : `${student} (${name})`;
  const parts = results.map((result, index) => {
    const entry = entries[index];
    const judged = entry?.record.outcome.kind === 'judged' ? renderJudgement(entry.record.outcome.judgement, style) : `${result.exercise}: ${result.state === 'missing' ? 'nothing was handed in' : 'no verdict'}`;
    const lines = [
      ...(result.late === undefined || result.late.minutes === 0 ? [] : [`Late by ${result.late.minutes} minutes (deadline ${result.late.deadline}, submitted ${result.late.submitted}): ${result.late.penalty} points taken away.`]),
      ...(result.override === undefined ? [] : [`Set by hand: ${result.override.score} of ${result.max} points. ${result.override.reason}`]),
      ...result.notes,
      `Counts: ${result.final === null ? 'no verdict' : `${result.final} of ${result.max} points`}. Judged ${result.gradedAt}${result.trust === undefined ? '' : `, ${result.trust}`}.`,
    ];
    return `${judged}\n\n${lines.join('\n')}\n`;
  });
  return `${head}\n${'='.repeat(Math.min(head.length, 80))}\n\n${parts.join('\n')}`;
}
