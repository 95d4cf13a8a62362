/** The programs that the answers of items make: with something else in the gap, with the lines in another order. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { arrangedSource, filledSource, rightOrders, type Item, type Program } from '../course/index.ts';
import { typeCheck } from './type-check.ts';
import { openWorkbench } from './workbench.ts';

/** One answer, as a program. */
export interface Variant {
  readonly item: string;
  /** The answer, in short. */
  readonly answer: string;
  /** Whether it counts as right. */
  readonly isRight: boolean;
  /** The program, in a folder of its own. */
  readonly program: Program;
  /** What the type checker says about it, if it refuses it. */
  readonly refused?: string;
}

export interface Variants extends AsyncDisposable {
  /** The folder that stands for the course root. */
  readonly root: string;
  of(item: Item): readonly Variant[];
}

/** More orders than this of one item need not be tried. */
const mostOrders = 12;

/** Writes the variants of all items beside copies of their programs, so that what these import is there, and checks their types. */
export async function openVariants(root: string, items: readonly Item[]): Promise<Variants> {
  const answers = items.flatMap(answersOf);
  if (answers.length === 0) return { root, of: () => [], async [Symbol.asyncDispose]() {} };
  const workbench = await openWorkbench(root);
  try {
    const written = await Promise.all(answers.map(async ({ source, program, ...rest }, index) => {
      const path = program.path.replace(/\.ts$/, `.answer-${index + 1}.ts`);
      const file = join(workbench.folder, path);
      await writeFile(file, source);
      return { ...rest, program: { ...program, path, file, source } };
    }));
    const types = await typeCheck(workbench, 'answers.json', written.map(({ program }) => program.path));
    const variants = written.map((variant): Variant => {
      const [first] = types.get(variant.program.path) ?? [];
      return first === undefined ? variant : { ...variant, refused: `${first.line}:${first.column} ${first.code}: ${first.message}` };
    });
    return { root: workbench.folder, of: ({ id }) => variants.filter(({ item }) => item === id), [Symbol.asyncDispose]: () => workbench[Symbol.asyncDispose]() };
  } catch (error) {
    await workbench[Symbol.asyncDispose]();
    throw error;
  }
}

interface Answer extends Omit<Variant, 'refused'> {
  readonly source: string;
}

/** The answers that are not the program as it stands in its file. */
function answersOf(item: Item): readonly Answer[] {
  switch (item.type) {
    case 'blank': {
      const answer = (text: string, isRight: boolean): Answer => ({ item: item.id, answer: `“${text}” in the gap`, isRight, program: item.program, source: filledSource(item, text) });
      return [...item.accept.slice(1).map((text) => answer(text, true)), ...item.wrong.map(({ text }) => answer(text, false))];
    }
    case 'parsons': {
      const { program } = item;
      if (program === undefined) return [];
      return rightOrders(item, mostOrders).slice(1).map((order, index) => ({ item: item.id, answer: `right order ${index + 2}`, isRight: true, program, source: arrangedSource(item, order) }));
    }
    case 'choice': case 'multi': case 'predict-output': case 'predict-verdict': case 'spot-bug': case 'order': case 'schedule': case 'fix': case 'write': return [];
  }
}
