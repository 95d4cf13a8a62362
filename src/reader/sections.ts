/** The sections of a lesson, by name. */
import type { Block, Lesson } from '../course/model.ts';

export const sectionNames = ['explanation', 'where-to-use', 'snippet', 'example', 'pitfalls', 'questions', 'practice'] as const;

export type SectionName = (typeof sectionNames)[number];

/** The sections that are running text. */
export type TextSection = Exclude<SectionName, 'pitfalls' | 'questions' | 'practice'>;

export const sectionTitles: Readonly<Record<SectionName, string>> = {
  explanation: 'Explanation',
  'where-to-use': 'Where to use',
  snippet: 'Snippet',
  example: 'Real-world example',
  pitfalls: 'Pitfalls',
  questions: 'Questions',
  practice: 'Practice',
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
    case 'practice': return lesson.items.length;
    default: return textOf(lesson, section).length;
  }
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
