/** `course check --coverage`: where each id is covered, without running anything. */
import { courseCoverage, coverageTable, renderCoverageTable } from '../../authoring/index.ts';
import { courseError, readCourse } from '../../course/index.ts';
import { exitCode } from '../../errors.ts';
import { courseFolder } from '../course-folder.ts';
import { printJson, type CommandIo } from '../io.ts';
import { reportStyle } from '../style.ts';

export async function printCoverage(io: CommandIo, format: 'text' | 'json'): Promise<number> {
  const { course, problems } = await readCourse(courseFolder(io));
  if (problems.length > 0) throw courseError(problems);
  const table = coverageTable(course);
  const complete = courseCoverage(course).every(({ missing }) => missing.length === 0);
  if (format === 'json') printJson(io, table);
  else io.print(renderCoverageTable(table, reportStyle(io)));
  return complete ? exitCode.ok : exitCode.failed;
}
