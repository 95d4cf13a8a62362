import type { Code, RootContent } from 'mdast';
import { isInventoryId } from './inventory.ts';
import { sectionEntries } from './lesson-sections.ts';
import { isMarksOnly, positionOf, toBlocks, type MarkdownContext } from './markdown.ts';
import type { Ask, Question } from './model.ts';
import { askSchema } from './schemas.ts';
import { readYaml } from './yaml-data.ts';

/** Reads the questions of lesson `number`: `### 3.Q1 Title`, then what is asked, then the answer. */
export function readQuestions(nodes: readonly RootContent[], number: number, context: MarkdownContext): readonly Question[] {
  const entries = sectionEntries(nodes, /^\d+\.Q\d+$/, `${number}.Q1 Title`, context);
  return entries.flatMap((entry, index): Question[] => {
    const position = positionOf(entry.heading, context.file);
    const expected = `${number}.Q${index + 1}`;
    if (entry.id !== expected) context.problems.add(position, `Here comes question ${expected}, not ${entry.id}; a lesson's questions have its number and are in order.`);
    else if (!isInventoryId(context.inventory, entry.id)) context.problems.add(position, `There is no inventory id \`${entry.id}\`; this concept has fewer questions.`);
    const fence = entry.content.find((node) => !isMarksOnly(node));
    const rest = entry.content.filter((node) => node !== fence);
    if (fence?.type !== 'code' || fence.lang !== 'yaml' || fence.meta !== 'ask') {
      context.problems.add(position, 'A question starts with what is asked: a fence `yaml ask` with prompt and choices.');
      toBlocks(entry.content, context);
      return [];
    }
    const ask = readAsk(fence, context);
    const answer = toBlocks(rest, context);
    if (answer.length === 0) context.problems.add(position, 'The answer is missing; write it below the `yaml ask` fence.');
    return ask === undefined ? [] : [{ id: entry.id, title: entry.title, ask, answer, position }];
  });
}

function readAsk(fence: Code, context: MarkdownContext): Ask | undefined {
  const line = positionOf(fence, context.file).line + 1;
  return readYaml({ text: fence.value, file: context.file, line }, askSchema, context.problems)?.data;
}
