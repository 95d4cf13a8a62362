import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingKinds } from '../explore/report.ts';
import type { CourseEntry } from './folders.ts';
import { itemsSchema, type BlankItemData, type ChoiceItemData, type CodeItemData, type ItemData, type ScheduleItemData } from './item-schemas.ts';
import { itemHead, type Complain } from './item-head.ts';
import { orderItem, parsonsItem } from './load-arrangements.ts';
import type { Item, Program } from './model.ts';
import { inLadderOrder } from './practice/ladder.ts';
import { shownLines } from './practice/program-lines.ts';
import type { Problems } from './problems.ts';
import { importsOf, type Programs } from './programs.ts';
import { readYaml } from './yaml-data.ts';

export interface ItemSurroundings {
  readonly root: string;
  readonly programs: Programs;
  /** Programs that somebody sees; those of the items are added. */
  readonly shown: Set<string>;
  /** The ids of the lesson's pitfalls. */
  readonly pitfalls: readonly string[];
}

/** The words that the choices of a `predict-verdict` item are made of. */
export const verdictWords: readonly string[] = ['pass', ...findingKinds, 'type-error', 'lint', 'output differs'];

/** Reads a lesson's `items.yaml`, in the order in which items are practised; a lesson without one has no items. */
export function loadItems(entry: CourseEntry, around: ItemSurroundings, problems: Problems): readonly Item[] {
  const file = `${entry.path}/items.yaml`;
  if (!existsSync(join(around.root, file))) return [];
  const yaml = readYaml({ text: readFileSync(join(around.root, file), 'utf8'), file, line: 1 }, itemsSchema, problems);
  if (yaml === undefined) return [];
  const ids = new Set<string>();
  const items = yaml.data.map((data, index): Item | undefined => {
    const complain: Complain = (path, message) => { problems.add(yaml.position([index, ...path]), message); };
    if (ids.has(data.id)) complain(['id'], `The id \`${data.id}\` is taken by an earlier item; change one of the two.`);
    ids.add(data.id);
    if (Number(data.id.split('.')[0]) !== entry.number) complain(['id'], `Items of this lesson start with its number: \`${entry.number}.…\`.`);
    if (data.pitfall !== undefined && !around.pitfalls.includes(data.pitfall)) complain(['pitfall'], `This lesson has no pitfall \`${data.pitfall}\`.`);
    const program = data.program === undefined ? undefined : around.programs.byPath.get(data.program);
    if (data.program !== undefined) around.shown.add(data.program);
    if (data.program !== undefined && program === undefined) complain(['program'], `There is no program \`${data.program}\`; the path counts from the lesson's folder.`);
    return toItem(data, program, around, complain);
  });
  return inLadderOrder(items.filter((item) => item !== undefined));
}

function toItem(data: ItemData, program: Program | undefined, around: ItemSurroundings, complain: Complain): Item | undefined {
  switch (data.type) {
    case 'blank': return program && blankItem(data, program, complain);
    case 'parsons': return program && parsonsItem(data, program, complain);
    case 'order': return orderItem(data, program, complain);
    case 'schedule': return program && scheduleItem(data, program);
    case 'fix': case 'write': return program && codeItem(data, program, around, complain);
    case 'choice': case 'multi': case 'predict-output': case 'predict-verdict': case 'spot-bug':
      complainAboutChoices(data, program, complain);
      return { ...itemHead(data), type: data.type, choices: data.choices, ...(program === undefined ? {} : { program }) };
  }
}

function complainAboutChoices(data: ChoiceItemData, program: Program | undefined, complain: Complain): void {
  data.choices.forEach(({ text }, index) => {
    const path = ['choices', index, 'text'];
    if (data.type === 'predict-verdict' && !verdictWords.includes(text.trim())) complain(path, `“${text.trim()}” is not a verdict; the verdicts are ${verdictWords.join(', ')}.`);
    if (data.type !== 'spot-bug' || program === undefined) return;
    const line = Number(/^line (\d+)\b/.exec(text)?.[1]);
    if (Number.isNaN(line)) complain(path, 'A choice of a `spot-bug` item starts with `line N`, a line of the file.');
    else complainAboutLine(line, program, path, complain);
  });
}

function complainAboutLine(line: number, program: Program, path: readonly PropertyKey[], complain: Complain): void {
  const { from, to } = shownLines(program);
  if (line < from || line > to) complain(path, `The reader does not see line ${line}; of the file the lines ${from} to ${to} are shown.`);
}

function blankItem(data: BlankItemData, program: Program, complain: Complain): Item | undefined {
  const { gap } = data;
  complainAboutLine(gap.line, program, ['gap', 'line'], complain);
  const pieces = (program.source.split('\n')[gap.line - 1] ?? '').split(gap.text);
  if (pieces.length !== 2) {
    complain(['gap', 'text'], `“${gap.text}” must be there exactly once in line ${gap.line} of the file; it is there ${pieces.length === 1 ? 'not at all' : `${pieces.length - 1} times`}.`);
    return undefined;
  }
  const accept = [gap.text, ...data.accept];
  data.wrong.forEach(({ text }, index) => {
    if (accept.includes(text)) complain(['wrong', index, 'text'], `“${text}” is among the right answers, too; remove it from one of the two.`);
  });
  return { ...itemHead(data), type: 'blank', program, gap: { ...gap, column: (pieces[0]?.length ?? 0) + 1 }, accept, wrong: data.wrong, hint: data.hint, why: data.why };
}

function scheduleItem({ goal, hint, why, ...data }: ScheduleItemData, program: Program): Item {
  return { ...itemHead({ ...data, goal, hint, why }), type: 'schedule', program, hint, why, goal: 'finding' in goal ? { kind: 'finding', finding: goal.finding } : { kind: 'output', text: goal.output } };
}

function codeItem(data: CodeItemData, program: Program, around: ItemSurroundings, complain: Complain): Item | undefined {
  const solution = around.programs.byPath.get(data.solution);
  around.shown.add(data.solution);
  if (solution === undefined) {
    complain(['solution'], `There is no program \`${data.solution}\`; the path counts from the lesson's folder.`);
    return undefined;
  }
  // A learner gets a copy of one file.
  if (importsOf(data.program, program.source).length > 0) complain(['program'], 'This program imports files of its own; a program to work on is one file.');
  return { ...itemHead(data), type: data.type, program, solution, hint: data.hint, why: data.why };
}
