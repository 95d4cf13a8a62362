/** Who is in the class, as a learning platform exports it, and the file that goes back there. */
import { z } from 'zod';
import type { Exercise } from '../../course/model.ts';
import { Problems } from '../../course/problems.ts';
import { UsageError } from '../../errors.ts';
import { columnNamed, readTable, type Table, type TableRow } from '../intake/table-file.ts';
import { readYamlFile, wrongIn } from './yaml-file.ts';

const mappingSchema = z.strictObject({
  format: z.enum(['canvas', 'moodle', 'plain']),
  /** The column of the roster that holds what submissions are called after. */
  student: z.string(),
  /** The column with a person's name. */
  name: z.string().optional(),
  /** Columns of the roster to take over; by default those the platform wants. */
  keep: z.array(z.string()).optional(),
  /** The platform's column for each exercise. */
  columns: z.record(z.string(), z.string()),
  value: z.enum(['points', 'percent']).default('points'),
});

export type Mapping = z.infer<typeof mappingSchema>;

/** What each platform tells students apart by. Columns that a roster lacks are left out. */
const identity: Readonly<Record<Mapping['format'], readonly string[]>> = {
  canvas: ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Root Account', 'Section'],
  moodle: ['First name', 'Last name', 'Surname', 'ID number', 'Institution', 'Department', 'Email address', 'Username'],
  plain: [],
};

export interface Roster {
  readonly mapping: Mapping;
  readonly students: readonly RosterStudent[];
  readonly kept: readonly string[];
}

export interface RosterStudent {
  /** What the submission is called. */
  readonly student: string;
  readonly name: string | undefined;
  readonly row: TableRow;
}

export interface RosterFiles {
  readonly roster: { readonly path: string; readonly name: string };
  readonly mapping: { readonly path: string; readonly name: string };
}

export async function readRoster({ roster: file, mapping: mappingFile }: RosterFiles, exercises: readonly Exercise[]): Promise<Roster> {
  const { data: mapping, position } = await readYamlFile(mappingFile.path, mappingFile.name, mappingSchema);
  const table = await readTable(file.path, file.name);
  const problems = new Problems();
  const column = (name: string, path: readonly PropertyKey[]): string => {
    const found = columnNamed(table, name);
    if (found === undefined) problems.add(position(path), `${file.name} has no column \`${name}\`; it has ${table.columns.join(', ')}.`);
    return found ?? name;
  };
  const student = column(mapping.student, ['student']);
  const name = mapping.name === undefined ? undefined : column(mapping.name, ['name']);
  const kept = mapping.keep === undefined ? identity[mapping.format].map((one) => columnNamed(table, one)).filter((one) => one !== undefined) : mapping.keep.map((one, index) => column(one, ['keep', index]));
  for (const id of Object.keys(mapping.columns)) {
    if (!exercises.some((exercise) => exercise.id === id)) problems.add(position(['columns', id]), `There is no exercise \`${id}\`; write its id, such as ${exercises[0]?.id}.`);
  }
  if (problems.list().length > 0) throw wrongIn(mappingFile.name, problems);
  return { mapping, kept: kept.length === 0 ? [student] : kept, students: studentsOf(table, file.name, student, name) };
}

function studentsOf({ rows }: Table, file: string, column: string, nameColumn: string | undefined): RosterStudent[] {
  const lines = new Map<string, number>();
  return rows.flatMap((row) => {
    const student = row.cells[column] ?? '';
    // Canvas has a row of its own for the most points, and one for a test student without a login.
    if (student === '') return [];
    const other = lines.get(student);
    if (other !== undefined) throw new UsageError('bad-roster', `${file}:${row.line}: ${student} stands in line ${other} already.`, 'Take one of the lines out.');
    lines.set(student, row.line);
    const name = nameColumn === undefined ? '' : (row.cells[nameColumn] ?? '');
    return [{ student, name: name === '' ? undefined : name, row }];
  });
}

/** A score of one student, or `undefined` when there is none. */
export type ScoreOf = (student: string, exercise: string) => number | undefined;

/** The rows of the file for the platform, its head first. Who has no score keeps an empty cell: the platform then changes nothing. */
export function platformRows({ mapping, students, kept }: Roster, exercises: readonly { readonly id: string; readonly max: number }[], scoreOf: ScoreOf): readonly (readonly string[])[] {
  const graded = exercises.filter(({ id }) => mapping.columns[id] !== undefined);
  const shown = (score: number | undefined, max: number): string => {
    if (score === undefined) return '';
    return mapping.value === 'points' ? String(score) : String(max === 0 ? 100 : Math.round((score / max) * 10_000) / 100);
  };
  const head = [...kept, ...graded.map(({ id }) => mapping.columns[id] ?? id)];
  const points = mapping.format === 'canvas' ? [['    Points Possible', ...kept.slice(1).map(() => ''), ...graded.map(({ max }) => (mapping.value === 'points' ? String(max) : '100'))]] : [];
  const rows = students.map(({ student, row }) => [...kept.map((column) => row.cells[column] ?? ''), ...graded.map(({ id, max }) => shown(scoreOf(student, id), max))]);
  return [head, ...points, ...rows];
}
