/** The sections of a lesson, by name. */
import type { Block, Item, Lesson } from '../course/model.ts';

export const sectionNames = ['pretest', 'explanation', 'where-to-use', 'snippet', 'example', 'pitfalls', 'questions', 'practice', 'exit'] as const;

export type SectionName = (typeof sectionNames)[number];

/** The sections that are running text. */
export type TextSection = Exclude<SectionName, 'pitfalls' | 'questions' | ItemSection>;

/** The sections that are lists of items. */
export type ItemSection = 'pretest' | 'practice' | 'exit';

export const sectionTitles: Readonly<Record<SectionName, string>> = {
  pretest: 'Pretest',
  explanation: 'Explanation',
  'where-to-use': 'Where to use',
  snippet: 'Snippet',
  example: 'Real-world example',
  pitfalls: 'Pitfalls',
  questions: 'Questions',
  practice: 'Practice',
  exit: 'Exit ticket',
};

/** The sections this lesson has something to say in. */
export function sectionsOf(lesson: Lesson): SectionName[] {
  return sectionNames.filter((name) => countOf(lesson, name) > 0);
}

/** How many blocks, pitfalls, questions or items a section holds. */
export function countOf(lesson: Lesson, section: SectionName): number {
  switch (section) {
    case 'pitfalls': return lesson.pitfalls.length;
    case 'questions': return lesson.questions.length;
    case 'pretest': case 'practice': case 'exit': return itemsIn(lesson, section).length;
    default: return textOf(lesson, section).length;
  }
}

/** The items of a section, in the order in which they are asked. */
export function itemsIn(lesson: Lesson, section: ItemSection): readonly Item[] {
  return lesson.items.filter(({ role = 'practice' }) => role === section);
}

export function isItemSection(section: SectionName): section is ItemSection {
  return section === 'pretest' || section === 'practice' || section === 'exit';
}

/** The sections whose reading makes a lesson read: the two tests are for those who want to know. */
export function sectionsToRead(lesson: Lesson): SectionName[] {
  return sectionsOf(lesson).filter((name) => name !== 'pretest' && name !== 'exit');
}

export function textOf(lesson: Lesson, section: TextSection): readonly Block[] {
  switch (section) {
    case 'explanation': return lesson.explanation;
    case 'where-to-use': return lesson.whereToUse;
    case 'snippet': return lesson.snippet;
    case 'example': return lesson.example;
  }
}

/** The section a person means by a word: its name, or the beginning of its name or title. */
export function findSection(word: string): SectionName | undefined {
  const wanted = word.toLowerCase().replaceAll(/[\s_]+/g, '-');
  if (wanted === '') return undefined;
  return sectionNames.find((name) => name.startsWith(wanted) || sectionTitles[name].toLowerCase().replaceAll(' ', '-').startsWith(wanted));
}
