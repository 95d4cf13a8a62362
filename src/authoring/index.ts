/** The author's gate: runs everything a course says about itself, and says what does not hold. */
export { checkCourse, tiers, type CheckOptions } from './check-course.ts';
export type {
  AnswerResult, CourseCheck, Coverage, ExerciseCheck, GateEvent, GateProblem, GroupCoverage, LessonCheck, ProgramResult, Status, Tier,
} from './results.ts';
