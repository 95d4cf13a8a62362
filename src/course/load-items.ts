import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingKinds } from '../explore/report.ts';
import type { CourseEntry } from './folders.ts';
import type { Item, Program } from './model.ts';
import type { Problems } from './problems.ts';
import type { Programs } from './programs.ts';
import { itemsSchema, type ItemData } from './schemas.ts';
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

/** Reads a lesson's `items.yaml`; a lesson without one has no items. */
export function loadItems(entry: CourseEntry, around: ItemSurroundings, problems: Problems): readonly Item[] {
  const file = `${entry.path}/items.yaml`;
  if (!existsSync(join(around.root, file))) return [];
  const yaml = readYaml({ text: readFileSync(join(around.root, file), 'utf8'), file, line: 1 }, itemsSchema, problems);
  if (yaml === undefined) return [];
  const ids = new Set<string>();
  return yaml.data.map((data, index): Item => {
    const complain = (path: readonly PropertyKey[], message: string): void => { problems.add(yaml.position([index, ...path]), message); };
    if (ids.has(data.id)) complain(['id'], `The id \`${data.id}\` is taken by an earlier item; change one of the two.`);
    ids.add(data.id);
    if (Number(data.id.split('.')[0]) !== entry.number) complain(['id'], `Items of this lesson start with its number: \`${entry.number}.…\`.`);
    if (data.pitfall !== undefined && !around.pitfalls.includes(data.pitfall)) complain(['pitfall'], `This lesson has no pitfall \`${data.pitfall}\`.`);
    const program = data.program === undefined ? undefined : around.programs.byPath.get(data.program);
    if (data.program !== undefined) around.shown.add(data.program);
    if (data.program !== undefined && program === undefined) complain(['program'], `There is no program \`${data.program}\`; the path counts from the lesson's folder.`);
    complainAboutChoices(data, program, complain);
    return toItem(data, program);
  });
}

function complainAboutChoices(data: ItemData, program: Program | undefined, complain: (path: readonly PropertyKey[], message: string) => void): void {
  data.choices.forEach(({ text }, index) => {
    const path = ['choices', index, 'text'];
    if (data.type === 'predict-verdict' && !verdictWords.includes(text.trim())) complain(path, `“${text.trim()}” is not a verdict; the verdicts are ${verdictWords.join(', ')}.`);
    if (data.type !== 'spot-bug' || program === undefined) return;
    const line = Number(/^line (\d+)\b/.exec(text)?.[1]);
    const first = program.headerLines + 1;
    const last = program.headerLines + program.shown.trimEnd().split('\n').length;
    if (Number.isNaN(line)) complain(path, 'A choice of a `spot-bug` item starts with `line N`, a line of the file.');
    else if (line < first || line > last) complain(path, `The reader does not see line ${line}; of the file the lines ${first} to ${last} are shown.`);
  });
}

function toItem({ id, type, pitfall, prompt, choices }: ItemData, program: Program | undefined): Item {
  return { id, type, prompt, choices, ...(pitfall === undefined ? {} : { pitfall }), ...(program === undefined ? {} : { program }) };
}
