/** Results as terminal text, JSON and JUnit XML: pure functions. */
export { checkDocument, type CheckDocument, type CheckOutcome, type CheckProblem } from './check-document.ts';
export {
  checkDocumentSchema, doctorDocumentSchema, documentSchemas, errorDocumentSchema, findingSchema, judgementSchema, listDocumentSchema, progressDocumentSchema, runDocumentSchema, schemaText, searchDocumentSchema,
  type DoctorDocument, type ListDocument, type ListItem, type ProgressDocument, type RunDocument, type SearchDocument,
} from './documents.ts';
export { renderDoctor } from './doctor.ts';
export { explainedLines, lessonText, type ExplainedOptions } from './explained.ts';
export { findingLines, placeOf, type FindingOptions } from './finding.ts';
export { csvText, gradebookCsv } from './gradebook/csv.ts';
export { gradebookSchema, points, type Gradebook, type GradebookStudent, type GradedCheck, type GradedResult } from './gradebook/document.ts';
export { gradebookPage } from './gradebook/page.ts';
export { renderGradebook } from './gradebook/summary.ts';
export { renderHint, type Hint } from './hint.ts';
export { renderJudgement } from './judgement.ts';
export { escapeXml, junitXml } from './junit.ts';
export { renderList } from './list.ts';
export { outputLines } from './output.ts';
export { renderProgress } from './progress.ts';
export { renderRun } from './run.ts';
export { excerpt, renderSearch } from './search.ts';
export { glyphsOf, paintOf, type Glyphs, type ReportStyle } from './style.ts';
export { renderSummary } from './summary.ts';
export { renderSymptom, renderSymptoms } from './symptom.ts';
export { count, hanging, shown } from './text.ts';
