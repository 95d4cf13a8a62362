import type { RootContent } from 'mdast';
import { isInventoryId } from './inventory.ts';
import { sectionEntries } from './lesson-sections.ts';
import { positionOf, toBlocks, type MarkdownContext } from './markdown.ts';
import type { Pitfall, Program } from './model.ts';
import { startOf } from './problems.ts';
import type { Programs } from './programs.ts';

/** Reads the pitfalls of lesson `number`: `### 3.P1 Title`, numbered without a gap, the extra ones (`6.PX1`) last. */
export function readPitfalls(nodes: readonly RootContent[], number: number, programs: Programs, context: MarkdownContext): readonly Pitfall[] {
  const entries = sectionEntries(nodes, /^\d+\.PX?\d+$/, `${number}.P1 Title`, context);
  const counts = { P: 0, PX: 0 };
  const pitfalls = entries.map((entry): Pitfall => {
    const position = positionOf(entry.heading, context.file);
    const kind = entry.id.includes('PX') ? 'PX' : 'P';
    counts[kind]++;
    const expected = `${number}.${kind}${counts[kind]}`;
    if (entry.id !== expected) context.problems.add(position, `Here comes pitfall ${expected}, not ${entry.id}; a lesson's pitfalls have its number and are in order.`);
    else if (kind === 'P' && counts.PX > 0) context.problems.add(position, `${entry.id} comes before the extra pitfalls; move it up.`);
    else if (!isInventoryId(context.inventory, entry.id)) context.problems.add(position, `There is no inventory id \`${entry.id}\`; this concept has fewer pitfalls.`);
    const [broken] = programsOf(entry.id, programs, 'broken');
    const [fixed] = programsOf(entry.id, programs, 'fixed');
    return {
      id: entry.id, title: entry.title, position, blocks: toBlocks(entry.content, context),
      ...(broken === undefined ? {} : { broken }), ...(fixed === undefined ? {} : { fixed }),
    };
  });
  complainAboutForeign(pitfalls, programs, context);
  return pitfalls;
}

/** `pitfalls/2-slug.ts` belongs to pitfall 2, `pitfalls/x2-slug.ts` to the extra pitfall 2. */
function programsOf(id: string, programs: Programs, which: 'broken' | 'fixed'): readonly Program[] {
  const prefix = prefixOf(id);
  return [...programs.byPath]
    .filter(([path, program]) => path.startsWith(prefix) && program.language === 'ts' && !programs.modules.has(path) && path.endsWith('.fixed.ts') === (which === 'fixed'))
    .map(([, program]) => program);
}

function prefixOf(id: string): string {
  return `pitfalls/${(id.split('.')[1] ?? '').replace(/^PX/, 'x').replace(/^P/, '')}-`;
}

function complainAboutForeign(pitfalls: readonly Pitfall[], programs: Programs, context: MarkdownContext): void {
  const prefixes = pitfalls.map((pitfall) => prefixOf(pitfall.id));
  for (const [path, program] of programs.byPath) {
    if (!path.startsWith('pitfalls/') || programs.modules.has(path) || prefixes.some((prefix) => path.startsWith(prefix))) continue;
    context.problems.add(startOf(program.path), 'This program belongs to no pitfall of the lesson; name it `pitfalls/N-slug.ts`, N being the pitfall\'s number.');
  }
}
