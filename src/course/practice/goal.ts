import type { Goal } from '../model.ts';

/** Whether a program that has ended did what it was to be driven to. */
export function isGoalReached(goal: Goal, end: { readonly output: string; readonly findings: readonly { readonly kind: string }[] }): boolean {
  switch (goal.kind) {
    case 'finding': return end.findings.some(({ kind }) => kind === goal.finding);
    case 'output': return tidied(end.output) === tidied(goal.text);
  }
}

/** Races are looked for only where one is the goal: otherwise the first would end every schedule that has one. */
export function racesFor(goal: Goal): 'judged' | 'ignored' {
  return goal.kind === 'finding' && goal.finding === 'race' ? 'judged' : 'ignored';
}

function tidied(text: string): string {
  return text.split('\n').map((line) => line.trimEnd()).join('\n').trimEnd();
}
