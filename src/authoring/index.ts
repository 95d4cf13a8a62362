/** The author's gate: runs everything a course says about itself, and says what does not hold. */
export { checkCourse, tiers, type CheckOptions } from './check-course.ts';
export { courseCoverage } from './coverage.ts';
export { coverageTable, renderCoverageTable, type CoverageRow } from './coverage-table.ts';
export { courseCheckDocument, courseCheckDocumentSchema, courseCheckSchemaText, type CourseCheckDocument } from './document.ts';
export { MemoryFile, type Memory } from './memory.ts';
export { renderCourseSummary, renderExercise, renderLesson } from './render.ts';
export { selectParts, type Selection } from './select.ts';
export type {
  AnswerResult, CourseCheck, Coverage, ExerciseCheck, GateEvent, GateProblem, GroupCoverage, LessonCheck, ProgramResult, Status, Tier,
} from './results.ts';
