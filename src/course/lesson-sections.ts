import type { RootContent } from 'mdast';
import { isMarksOnly, plainText, positionOf, toBlocks, toInlines, type MarkdownContext } from './markdown.ts';
import type { Lesson } from './model.ts';
import { startOf } from './problems.ts';

/** The parts of a lesson, in the order they are read in. */
export const sectionNames = ['Explanation', 'Where to use', 'Snippet', 'Real-world example', 'Pitfalls', 'Questions'] as const;
export type SectionName = (typeof sectionNames)[number];

const optionalInOutline: ReadonlySet<SectionName> = new Set<SectionName>(['Real-world example', 'Questions']);

export interface Section {
  readonly name: SectionName;
  readonly content: readonly RootContent[];
}

/** Splits a lesson's text at its second-level headings, which must be the six, in order. */
export function lessonSections(nodes: readonly RootContent[], status: Lesson['status'], context: MarkdownContext): readonly Section[] {
  const sections: { name: SectionName; content: RootContent[] }[] = [];
  // Text under a heading that is no section has been reported with its heading.
  let outside = false;
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth < 3) {
      const title = plainText(toInlines(node.children, context));
      const name = node.depth === 2 ? sectionNames.find((one) => one === title) : undefined;
      outside = name === undefined;
      if (name === undefined) context.problems.add(positionOf(node, context.file), `“${title}” is not a section of a lesson; the sections are ${sectionNames.map((one) => `## ${one}`).join(', ')}.`);
      else sections.push({ name, content: startSection(name, sections, node, context) });
    } else if (sections.length > 0) sections.at(-1)?.content.push(node);
    else if (!outside) {
      context.problems.add(positionOf(node, context.file), 'This text stands before the first section; begin with `## Explanation`.');
      outside = true;
    }
  }
  complainAboutMissing(sections, status, context);
  return sections;
}

function startSection(name: SectionName, earlier: readonly Section[], node: RootContent, context: MarkdownContext): RootContent[] {
  const last = earlier.at(-1);
  if (earlier.some((section) => section.name === name)) context.problems.add(positionOf(node, context.file), `The section ${name} is here twice; join the two.`);
  else if (last !== undefined && sectionNames.indexOf(last.name) > sectionNames.indexOf(name)) {
    context.problems.add(positionOf(node, context.file), `The section ${name} comes before ${last.name}; the order is ${sectionNames.join(', ')}.`);
  }
  return [];
}

function complainAboutMissing(sections: readonly Section[], status: Lesson['status'], context: MarkdownContext): void {
  const has = (name: SectionName): boolean => sections.some((section) => section.name === name);
  for (const name of sectionNames) {
    if (has(name) || (status === 'outline' && optionalInOutline.has(name))) continue;
    context.problems.add(startOf(context.file), `The section \`## ${name}\` is missing; add it${status === 'complete' && optionalInOutline.has(name) ? ', or set `status: outline`' : ''}.`);
  }
}

/** A third-level heading with the text up to the next one. */
export interface Entry {
  readonly heading: RootContent;
  readonly id: string;
  readonly title: string;
  readonly content: RootContent[];
}

/** Splits the section Pitfalls or Questions into its entries, each headed `### 3.P1 Title`. */
export function sectionEntries(nodes: readonly RootContent[], id: RegExp, example: string, context: MarkdownContext): readonly Entry[] {
  const entries: Entry[] = [];
  let refused = false;
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === 3) {
      const title = plainText(toInlines(node.children, context));
      const [first = '', ...rest] = title.split(' ');
      refused = !id.test(first) || rest.length === 0;
      if (refused) context.problems.add(positionOf(node, context.file), `“${title}” is not a heading for this section; write \`### ${example}\`.`);
      else entries.push({ heading: node, id: first, title: rest.join(' '), content: [] });
    } else if (entries.length > 0 && !refused) entries.at(-1)?.content.push(node);
    else if (isMarksOnly(node)) toBlocks([node], context);
    else if (!refused) {
      context.problems.add(positionOf(node, context.file), `This text belongs to no heading; begin with \`### ${example}\`.`);
      refused = true;
    }
  }
  return entries;
}
