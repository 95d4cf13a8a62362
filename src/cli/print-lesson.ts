/** A lesson as text. What was printed counts as read. */
import type { Lesson } from '../course/model.ts';
import { recordSection } from '../progress/index.ts';
import { renderLessonText, sectionsOf, type SectionName } from '../reader/index.ts';
import type { CommandIo } from './io.ts';
import { openLearnersProgress, saveIfPossible } from './learner.ts';

/** Longer lines are hard to read. */
const widest = 100;

export async function printLesson(io: CommandIo, lesson: Lesson, section: SectionName | undefined): Promise<void> {
  io.print(renderLessonText(lesson, { width: Math.min(io.columns, widest), ...(section === undefined ? {} : { section }) }).trimEnd());
  const there = sectionsOf(lesson);
  await saveIfPossible(io, await openLearnersProgress(io), (draft) => {
    for (const one of section === undefined ? there : [section]) recordSection(draft, lesson.id, one);
    const entry = draft.lessons[lesson.id];
    if (entry !== undefined && there.every((one) => entry.sectionsRead.includes(one))) entry.state = 'read';
  });
}
