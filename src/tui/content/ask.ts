/** A question or a practice item: asked first; once answered, the reader's choice, the right one, the others, the answer. */
import type { Ask, Block, Choice, ChoiceItem, Program } from '../../course/model.ts';
import { blockLines, indent, itemsIn, joined, type Line, programLines, promptLines, theme, tickedText, withoutClaim, wrap } from '../../reader/index.ts';
import { proseColumns, textColumns } from '../geometry.ts';
import { type AskScreen, lessonOf, type State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { choiceRows, quiet } from './row.ts';

/** What a question and a practice item have in common. */
export interface Asked extends Ask {
  readonly id: string;
  readonly isMulti: boolean;
  readonly program?: Program;
  readonly gutter: 'none' | 'numbers';
  readonly answer: readonly Block[];
}

export function askedOf(state: State, screen: AskScreen): Asked {
  const lesson = lessonOf(state, screen.lesson);
  if (screen.source !== 'questions') {
    const item = itemsIn(lesson, screen.source)[screen.index];
    if (item !== undefined && 'choices' in item) return askedItem(item);
  }
  const question = lesson.questions[screen.index];
  if (question === undefined) throw new Error(`Lesson ${screen.lesson} has no ${screen.source} ${screen.index + 1}.`);
  return { ...question.ask, id: question.id, isMulti: false, gutter: 'none', answer: question.answer };
}

function askedItem(item: ChoiceItem): Asked {
  return {
    id: item.id, prompt: item.prompt, choices: item.choices, isMulti: item.type === 'multi', answer: [],
    gutter: item.type === 'spot-bug' ? 'numbers' : 'none',
    ...(item.program === undefined ? {} : { program: item.program }),
  };
}

export function isRight(asked: Asked, chosen: readonly number[]): boolean {
  return asked.choices.every((choice, index) => choice.correct === chosen.includes(index));
}

export function askContent(state: State, screen: AskScreen): Content {
  const asked = askedOf(state, screen);
  const width = proseColumns(state.size);
  const options = { width, longWords: 'break' } as const;
  const page = new Page().add(promptLines(asked.prompt, options)).gap();
  if (asked.program !== undefined) page.add(programLines(withoutClaim(asked.program), { ...options, width: textColumns(state.size), gutter: asked.gutter, paths: 'short' })).gap();
  if (screen.answered === undefined) addChoices(page, asked, screen, width);
  else addAnswer(page, asked, screen.answered, state);
  return page.content();
}

function addChoices(page: Page, asked: Asked, screen: AskScreen, width: number): void {
  asked.choices.forEach((choice, index) => {
    const tick = asked.isMulti ? (screen.marked.includes(index) ? '[x]' : '[ ]') : undefined;
    page.item(choiceRows(index + 1, tickedText(choice.text), {
      isChosen: index === screen.place.cursor, width, ...(tick === undefined ? {} : { tick }),
    }));
  });
  const how = asked.isMulti ? 'Tick every right one with its number or Space, then press Enter.' : 'Choose with a number, or with the arrows and Enter.';
  page.gap().add(quiet(how, width));
}

function addAnswer(page: Page, asked: Asked, chosen: readonly number[], state: State): void {
  const width = proseColumns(state.size);
  asked.choices.forEach((choice, index) => page.add(answeredChoice(choice, index, chosen, width)));
  const [yours = [], missed = [], rest = []] = reasons(asked.choices, chosen).map((group) => group.flatMap((index) => {
    const choice = asked.choices[index];
    return choice === undefined ? [] : reason(choice, index, chosen, width);
  }));
  const verdict = isRight(asked, chosen) ? theme.good('✓ Right.') : theme.bad('✗ Not quite.');
  page.gap().result([{ kind: 'prose', text: verdict }, ...joined([yours, missed])]);
  if (rest.length > 0) page.gap().add(rest);
  if (asked.answer.length > 0) page.gap().add(blockLines(asked.answer, { width, longWords: 'break', twins: state.language, paths: 'short' }));
}

function answeredChoice(choice: Choice, index: number, chosen: readonly number[], width: number): Line[] {
  const sign = signOf(choice, index, chosen);
  const yours = chosen.includes(index) ? theme.quiet(' (your answer)') : '';
  const rows = choiceRows(index + 1, tickedText(choice.text) + yours, { isChosen: false, width });
  return rows.map((line, row) => (row === 0 ? { ...line, text: `${sign} ${line.text.slice(2)}` } : line));
}

function reason(choice: Choice, index: number, chosen: readonly number[], width: number): Line[] {
  const sign = signOf(choice, index, chosen);
  const words = `${index + 1} is ${choice.correct ? 'right' : 'wrong'}.`;
  return indent(wrap(`${theme.strong(words)} ${tickedText(choice.why)}`, width - 2, 'break'), `${sign} `);
}

function signOf(choice: Choice, index: number, chosen: readonly number[]): string {
  if (choice.correct) return theme.good('✓');
  return chosen.includes(index) ? theme.bad('✗') : ' ';
}

/** The reader's own choices first, then the right ones they did not take, then the rest. */
function reasons(choices: readonly Choice[], chosen: readonly number[]): number[][] {
  const all = choices.map((_, index) => index);
  const missed = all.filter((index) => !chosen.includes(index) && choices[index]?.correct === true);
  const rest = all.filter((index) => !chosen.includes(index) && !missed.includes(index));
  return [[...chosen], missed, rest];
}
