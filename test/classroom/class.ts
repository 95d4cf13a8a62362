/** A class of students who handed in work on the small course's first exercise. */
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tutor, smallCourse, type Ended, type TutorOptions } from '../support/tutor.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

/** Where each student's file lies. */
export const adderFile = 'exercise-1-adder/adder.ts';

export interface TestClass extends TemporaryFolder {
  /** Runs the program beside the folder `class`, where weak isolation will do. */
  grade(args: readonly string[], options?: Partial<TutorOptions>): Promise<Ended>;
  /** Hands in: our solution, the starter, or this text. */
  handIn(student: string, work: string): Promise<void>;
}

/** `solution` and `starter` are our own; anything else is the source itself. */
export async function newClass(students: Readonly<Record<string, string>>): Promise<TestClass> {
  const folder = await temporaryFolder();
  const handIn = async (student: string, work: string): Promise<void> => {
    const file = `class/${student}/${adderFile}`;
    if (work === '') await mkdir(join(folder.path, 'class', student), { recursive: true });
    else if (work === 'solution' || work === 'starter') {
      await mkdir(dirname(join(folder.path, file)), { recursive: true });
      await cp(join(smallCourse, work === 'solution' ? 'solutions/01-adder/loop/adder.ts' : 'exercises/01-adder/starter/adder.ts'), join(folder.path, file));
    } else await folder.write(file, work);
  };
  await mkdir(join(folder.path, 'class'));
  for (const [student, work] of Object.entries(students)) await handIn(student, work);
  return { ...folder, handIn, grade: (args, options = {}) => tutor(['grade', ...args, '--allow-weak-isolation'], { cwd: folder.path, ...options }) };
}
