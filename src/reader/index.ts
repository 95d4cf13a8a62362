/** Lesson and task texts as styled lines, for the screens and for plain text. */
export { choiceLines, promptLines, whyLine, whyLines } from './ask.ts';
export { blockLines, type BlockOptions, hasTwins } from './blocks.ts';
export { claimWords, expectationWords, findingWords, refusedWords } from './claim.ts';
export { exerciseLines, renderExerciseText } from './exercise-text.ts';
export { highlight } from './highlight.ts';
export { blankRows, gapMark, goalWords, reasonRows, orderRows, pieceRows, itemProgramLines, type ItemTextOptions } from './item-text.ts';
export { tickedText } from './inline.ts';
export { lessonHead, type LessonTextOptions, pitfallText, renderLessonText, roleNames } from './lesson-text.ts';
export { blank, cut, indent, joined, type Line, type LongWords, pad, prefixAll, printable, wrap } from './line.ts';
export { captionLines, programLines, runCommand, withoutClaim } from './program.ts';
export { countOf, findSection, isItemSection, type ItemSection, itemsIn, type SectionName, sectionNames, sectionsOf, sectionsToRead, sectionTitles, type TextSection, textOf } from './sections.ts';
export { theme } from './theme.ts';
