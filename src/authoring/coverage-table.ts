/** Where each id of a course is covered. */
import type { Course } from '../course/index.ts';
import { glyphsOf, hanging, paintOf, type ReportStyle } from '../report/index.ts';
import { courseCoverage } from './coverage.ts';

export interface CoverageRow {
  readonly group: string;
  readonly id: string;
  /** Lessons and exercises by id, checks as `exercise-1/adds`, entries of the reference as `symptoms/all-asleep`. */
  readonly places: readonly string[];
}

export function coverageTable(course: Course): readonly CoverageRow[] {
  const places = new Map<string, readonly string[]>();
  const note = (place: string, ids: readonly string[]): void => { for (const id of ids) places.set(id, [...(places.get(id) ?? []), place]); };
  for (const { id, covers } of course.lessons) note(id, covers);
  for (const { id, covers, checks } of [...course.exercises, ...course.projects]) {
    note(id, covers);
    for (const check of checks) note(`${id}/${check.id}`, check.covers);
  }
  const { symptoms, techniques, criteria } = course.reference;
  for (const [name, entries] of Object.entries({ symptoms, techniques, criteria })) for (const { id, covers } of entries) note(`${name}/${id}`, covers);
  return courseCoverage(course).flatMap(({ group, ids }) => ids.map((id) => ({ group, id, places: places.get(id) ?? [] })));
}

/** A line for each id, under its kind. */
export function renderCoverageTable(rows: readonly CoverageRow[], style: ReportStyle): string {
  const paint = paintOf(style);
  const glyphs = glyphsOf(style);
  const width = Math.max(0, ...rows.map(({ id }) => id.length));
  const groups = [...new Set(rows.map(({ group }) => group))];
  const lines = groups.flatMap((group) => [paint.bold(group), ...rows.filter((row) => row.group === group).flatMap(({ id, places }) => {
    const mark = places.length > 0 ? paint.green(glyphs.pass) : paint.red(glyphs.fail);
    return hanging(`  ${mark} ${id.padEnd(width)}  `, places.length > 0 ? places.join(', ') : 'nothing covers it', style.width);
  }), '']);
  const covered = rows.filter(({ places }) => places.length > 0).length;
  return [...lines, `${covered} of ${rows.length} ids are covered.`].join('\n');
}
