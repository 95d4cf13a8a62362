import type { Exercise, Item, Lesson, Program } from '../course/index.ts';
import { Fingerprints } from './fingerprints.ts';
import type { Memory } from './memory.ts';
import type { Answer, Tier } from './results.ts';

/** What need not run again, and where to note what passes. */
export interface Known {
  program(lesson: Lesson, program: Program): boolean;
  item(lesson: Lesson, item: Item): boolean;
  answer(exercise: Exercise, answer: Answer): boolean;
  keepProgram(lesson: Lesson, program: Program): void;
  keepItem(lesson: Lesson, item: Item): void;
  keepAnswer(exercise: Exercise, answer: Answer): void;
}

/** Without a memory nothing is known and nothing is noted. */
export function recollect({ memory, known = 'run', tier }: { readonly memory?: Memory; readonly known?: 'run' | 'skip'; readonly tier: Tier }, seed: number): Known {
  if (memory === undefined) return { program: () => false, item: () => false, answer: () => false, keepProgram() {}, keepItem() {}, keepAnswer() {} };
  const prints = new Fingerprints({ tier, seed });
  const isKnown = (print: string): boolean => known === 'skip' && memory.knows(print);
  return {
    program: (lesson, program) => isKnown(prints.ofProgram(lesson, program)),
    item: (lesson, item) => isKnown(prints.ofItem(lesson, item)),
    answer: (exercise, { kind, path }) => isKnown(prints.ofAnswer(exercise, kind, path)),
    keepProgram: (lesson, program) => memory.keep(prints.ofProgram(lesson, program)),
    keepItem: (lesson, item) => memory.keep(prints.ofItem(lesson, item)),
    keepAnswer: (exercise, { kind, path }) => memory.keep(prints.ofAnswer(exercise, kind, path)),
  };
}
