export { findWorkspace, locateState, userFolder, workspaceMark, type Workspace } from './locate.ts';
export { openProgress, type Progress, type ProgressOptions } from './progress.ts';
export { recordAnswer, recordAttempt, recordHint, recordPlace, recordSection, startExercise, startLesson, type Attempt } from './record.ts';
export { emptyState, stateSchema, stateSchemaId, type Answer, type ExerciseState, type LessonState, type State } from './state.ts';
