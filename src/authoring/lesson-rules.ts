/** What a lesson must have besides sound programs. */
import type { Block, Lesson, Pitfall, Program } from '../course/index.ts';
import { itemProblems } from './items.ts';
import type { GateProblem } from './results.ts';

export function lessonProblems(lesson: Lesson, folder: string): readonly GateProblem[] {
  const items = itemProblems(lesson, `${folder}/items.yaml`);
  const cures = lesson.pitfalls.flatMap((pitfall) => cureProblem(pitfall));
  return lesson.status === 'outline' ? [...items, ...cures] : [...completenessProblems(lesson, folder), ...items, ...cures];
}

function completenessProblems(lesson: Lesson, folder: string): readonly GateProblem[] {
  const text = `${folder}/lesson.md`;
  const problems: GateProblem[] = [];
  const want = (holds: boolean, message: string, file = text): void => { if (!holds) problems.push({ file, message }); };
  const snippet = programsIn(lesson.snippet);
  want(snippet.some((program) => program.language === 'ts'), 'The section Snippet shows no TypeScript program.');
  want(snippet.some((program) => program.language === 'go'), 'The section Snippet shows no Go twin; add snippet.go and show it.');
  want(programsIn(lesson.example).some((program) => program.path.startsWith(`${folder}/example/`) && program.language === 'ts'), 'The section Real-world example shows no program of example/.');
  for (const pitfall of lesson.pitfalls) {
    const { file, line } = pitfall.position;
    const at = (message: string): void => { problems.push({ file, line, message: `${pitfall.id}: ${message}` }); };
    const name = pitfall.id.split('.P')[1]?.replace('X', 'x') ?? '';
    if (pitfall.broken === undefined) at(`No program shows the mistake; add pitfalls/${name}-….ts.`);
    if (pitfall.fixed === undefined) at(`No program shows the cure; add pitfalls/${name}-….fixed.ts.`);
    if (!lesson.items.some((item) => item.pitfall === pitfall.id)) at('No practice item drills this pitfall; add one to items.yaml.');
  }
  want(new Set(lesson.items.map((item) => item.type)).size > 1, 'The practice items are all of one type; use several.', `${folder}/items.yaml`);
  return problems;
}

/** A cure that still has a finding cures nothing. */
function cureProblem({ id, fixed, position }: Pitfall): readonly GateProblem[] {
  const sick = fixed?.expectation?.claims.find((claim) => claim.kind === 'finding' || claim.kind === 'type-error' || claim.kind === 'lint');
  if (fixed === undefined || sick === undefined) return [];
  return [{ file: fixed.path, line: 1, message: `${id}: The cure claims ${sick.kind === 'finding' ? sick.finding : sick.kind}; a cured program has no finding (the pitfall is at ${position.file}:${position.line}).` }];
}

/** Every program a text shows, also within lists and quotes. */
function programsIn(blocks: readonly Block[]): readonly Program[] {
  return blocks.flatMap((block): readonly Program[] => {
    switch (block.kind) {
      case 'program': return [block.program];
      case 'list': return block.items.flatMap((item) => programsIn(item));
      case 'quote': return programsIn(block.blocks);
      case 'heading': case 'paragraph': case 'table': case 'verbatim': return [];
    }
  });
}
