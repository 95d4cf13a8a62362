/** Compares the answers of practice items with what the programs they ask about say of themselves. */
import type { ArrangeItem, Choice, Claim, Item, Lesson, Program } from '../course/index.ts';
import { tidy } from './claims.ts';
import type { GateProblem } from './results.ts';

export function itemProblems(lesson: Lesson, file: string): readonly GateProblem[] {
  return lesson.items.flatMap((item) => {
    const message = itemProblem(item);
    return message === undefined ? [] : [{ file, message: `${item.id}: ${message}` }];
  });
}

function itemProblem(item: Item): string | undefined {
  const claims = item.program?.expectation?.claims;
  if (item.program !== undefined && claims === undefined) return `${item.program.path} is a module or a Go twin; ask about a program that runs.`;
  if (claims === undefined) return undefined;
  switch (item.type) {
    case 'predict-verdict': return compareChoices(item.choices, verdictsOf(claims), 'verdict');
    case 'predict-output': return compareOutputs(item.choices, claims);
    case 'spot-bug': return item.program && spottedProblem(item.choices, item.program);
    case 'order': return orderProblem(item, claims);
    case 'choice': case 'multi': return undefined;
    // What is made of these is run: see item-runs.ts.
    case 'blank': case 'parsons': case 'schedule': case 'fix': case 'write': return undefined;
  }
}

/** The verdicts that would be right answers. */
function verdictsOf(claims: readonly Claim[]): { readonly right: readonly string[]; readonly tolerated: readonly string[] } {
  const named = (kind: Claim['kind']): boolean => claims.some((claim) => claim.kind === kind);
  const finding = claims.find((claim) => claim.kind === 'finding');
  if (named('type-error')) return { right: ['type-error'], tolerated: [] };
  // The linter sees the forgotten await before any schedule does; either answer is right.
  if (finding?.kind === 'finding') return named('lint') ? { right: [finding.finding, 'lint'], tolerated: [] } : { right: [finding.finding], tolerated: [] };
  if (named('lint')) return { right: ['lint'], tolerated: [] };
  if (named('differs')) return { right: ['output differs'], tolerated: [] };
  // Lines in any order: nothing is found, and yet the output differs. An item may ask for the one or the other.
  if (claims.some((claim) => claim.kind === 'output' && claim.unordered)) return { right: ['pass', 'output differs'], tolerated: ['pass', 'output differs'] };
  return { right: ['pass'], tolerated: [] };
}

function compareChoices(choices: readonly Choice[], { right, tolerated }: ReturnType<typeof verdictsOf>, noun: string): string | undefined {
  const correct = choices.find((choice) => choice.correct)?.text.trim() ?? '';
  if (!right.includes(correct)) return `the program's own ${noun} is ${right.join(' or ')}, the item says ${correct}.`;
  const also = choices.find((choice) => !choice.correct && right.includes(choice.text.trim()) && !tolerated.includes(choice.text.trim()));
  return also && `the choice ${also.text.trim()} is right, too; remove it.`;
}

function compareOutputs(choices: readonly Choice[], claims: readonly Claim[]): string | undefined {
  const possible = claims.flatMap((claim) => {
    if (claim.kind === 'output') return [{ text: claim.text, unordered: claim.unordered }];
    return claim.kind === 'differs' ? claim.outputs.map((text) => ({ text, unordered: false })) : [];
  });
  if (possible.length === 0) return 'the program claims no output; add `// expect: output`, or ask for the verdict.';
  const matches = (choice: Choice): boolean => possible.some(({ text, unordered }) => shape(choice.text, unordered) === shape(text, unordered));
  const correct = choices.find((choice) => choice.correct);
  if (correct !== undefined && !matches(correct)) return `the program's own output is not “${oneLine(correct.text)}”.`;
  const also = choices.find((choice) => !choice.correct && matches(choice));
  return also && `the choice “${oneLine(also.text)}” is a possible output, too; change it.`;
}

/** That the lines are among those a reader sees, the loader has made sure of. */
function spottedProblem(choices: readonly Choice[], program: Program): string | undefined {
  if (program.path.endsWith('.fixed.ts')) return 'the program is the cured one; ask about the broken one.';
  for (const { text } of choices) {
    const line = Number(/^line (\d+)/.exec(text)?.[1]);
    if (program.source.split('\n')[line - 1]?.trim() === '') return `the choice “${oneLine(text)}” is an empty line of the file.`;
  }
  return undefined;
}

/** Steps that are lines of the output come in the order of the output. */
function orderProblem({ pieces, anyOrder }: ArrangeItem, claims: readonly Claim[]): string | undefined {
  const output = claims.find((claim) => claim.kind === 'output' && !claim.unordered);
  if (output?.kind !== 'output') return undefined;
  const lines = tidy(output.text.trimEnd()).split('\n');
  const places = pieces.map(({ text }) => lines.indexOf(text.trim()));
  if (places.includes(-1)) return undefined;
  const wrong = places.findIndex((place, index) => index > 0 && place < (places[index - 1] ?? 0) && !anyOrder.some((group) => group.includes(index) && group.includes(index - 1)));
  return wrong < 0 ? undefined : `the program prints “${pieces[wrong]?.text.trim()}” before “${pieces[wrong - 1]?.text.trim()}”.`;
}

function shape(text: string, unordered: boolean): string {
  const lines = tidy(text.trimEnd()).split('\n');
  return (unordered ? lines.toSorted() : lines).join('\n');
}

function oneLine(text: string): string {
  return text.trim().replaceAll('\n', ' ⏎ ');
}
