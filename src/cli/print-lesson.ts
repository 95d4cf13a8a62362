/** A lesson as text. Whoever prints one section is at that section; whoever prints all of them may be anywhere. */
import type { Lesson } from '../course/model.ts';
import { recordSection, startLesson } from '../progress/index.ts';
import { renderLessonText, sectionsToRead, type SectionName } from '../reader/index.ts';
import type { CommandIo } from './io.ts';
import { openLearnersProgress, saveIfPossible } from './learner.ts';

/** Longer lines are hard to read. */
const widest = 100;

export async function printLesson(io: CommandIo, lesson: Lesson, section: SectionName | undefined): Promise<void> {
  io.print(renderLessonText(lesson, { width: Math.min(io.columns, widest), ...(section === undefined ? {} : { section }) }).trimEnd());
  await saveIfPossible(io, await openLearnersProgress(io), (draft) => {
    const entry = startLesson(draft, lesson.id);
    if (section === undefined) return;
    recordSection(draft, lesson.id, section);
    if (sectionsToRead(lesson).every((one) => entry.sectionsRead.includes(one))) entry.state = 'read';
  });
}
