/** The course: reading it, finding things in it, and its shapes. */
export { courseError } from './course-error.ts';
export { importsOf } from './programs.ts';
export { loadCourse, readCourse, type CourseReading } from './load-course.ts';
export { courseRoot } from './root.ts';
export { dataFileSchemas, dataFileSchemaText, type DataFileSchema } from './json-schemas.ts';
export { findExercise, findLesson, findNamed } from './names.ts';
export { formatProblem, type Problem } from './problems.ts';
export type { CourseEntry, EntryKind } from './folders.ts';
export { parseExpectation, type Header, type HeaderProblem } from './parse-expectation.ts';
export type { Claim, Expectation } from './expectation.ts';
export { courseFileName, readCourseFile, type CourseFile } from './course-file.ts';
export { requiredIds, type Inventory } from './inventory.ts';
export { arrangedSource, indented, judgeArrangement, offered, rightOrders, type Arranged, type Offered } from './practice/arrange.ts';
export { isGoalReached, racesFor } from './practice/goal.ts';
export { filledSource, judgeBlank, type Filled } from './practice/blank.ts';
export { shownLines } from './practice/program-lines.ts';
export { CourseIndex, type SearchHit } from './search/course-index.ts';
export type { SearchEntry, SearchTarget } from './search/entries.ts';
export type {
  ArrangeItem, Ask, BlankItem, Block, CheckSpec, Choice, ChoiceItem, CodeItem, Course, Criterion, Exercise, Goal, Inline, Item, Lesson, Limits, Pitfall, Program, Question, Reference, ScheduleItem, SourcePosition, Symptom, Technique,
  WrongAnswer, WrongText,
} from './model.ts';
