import type { CourseEntry } from './folders.ts';
import type { Inventory } from './inventory.ts';

/** What a lesson or an exercise may refer to. */
export interface LessonSurroundings {
  /** Absolute folder of the course. */
  readonly root: string;
  readonly lessons: readonly CourseEntry[];
  readonly inventory: Inventory;
}
