/** What a hunt found, in words. */
import type { Hunt, Judged } from './hunt.ts';
import type { Mutant } from './mutant.ts';
import type { Outcome } from './trial.ts';

export function mutantLine({ file, line, mistake, was, now }: Mutant, outcome: Outcome, argued: boolean): string {
  const fate = outcome.kind === 'killed' ? `killed by ${outcome.by} (${outcome.how})` : argued ? 'equivalent' : 'SURVIVED';
  return `${file}:${line}  ${mistake}  ${short(was)} → ${now === '' ? 'nothing' : short(now)}  ${fate}`;
}

function short(text: string): string {
  return text.length > 70 ? `${text.slice(0, 67)}…` : text;
}

/** Alive, and nobody has said why that may be. */
export function survivors({ judged, argued }: Hunt): readonly Judged[] {
  return judged.filter(({ mutant, outcome }) => outcome.kind === 'survived' && !argued.has(mutant.id));
}

export function equivalents({ judged, argued }: Hunt): readonly Judged[] {
  return judged.filter(({ mutant, outcome }) => outcome.kind === 'survived' && argued.has(mutant.id));
}

export function summaryLine(hunt: Hunt): string {
  const { judged, possible, rejected } = hunt;
  const killed = judged.filter(({ outcome }) => outcome.kind === 'killed').length;
  return `${hunt.solution}: ${judged.length} of ${possible} mutants judged (${rejected} more do not compile): ${killed} killed, ${equivalents(hunt).length} equivalent, ${survivors(hunt).length} survived`;
}

/** The start of an entry of mutants.yaml; the reason is for its author to write. */
export function argumentStub({ mutant: { id, was, now, line } }: Judged): string {
  return [`  - id: ${id}`, `    # line ${line}`, `    was: ${JSON.stringify(was)}`, `    now: ${JSON.stringify(now)}`, '    why: ""'].join('\n');
}
