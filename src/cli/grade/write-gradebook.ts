/** Writes everything that a grading leaves behind. */
import { join } from 'node:path';
import { gradebookOf, logName, platformRows, readWork, similarPairs, studentLog, type Entry, type OutputFolder, type Pair } from '../../classroom/index.ts';
import { commitmentTo } from '../../judge/index.ts';
import { csvText, gradebookCsv, gradebookPage, type Gradebook } from '../../report/index.ts';
import type { GradeCommandOptions } from './options.ts';
import type { PreparedExercise } from './prepared-exercise.ts';
import type { ClassSettings } from './settings.ts';

export interface Graded {
  readonly out: OutputFolder;
  readonly entries: readonly Entry[];
  readonly exercises: readonly PreparedExercise[];
  readonly settings: ClassSettings;
  readonly options: GradeCommandOptions;
  readonly version: string;
  readonly now: Date;
}

export async function writeGradebook({ out, entries, exercises, settings, options, version, now }: Graded): Promise<Gradebook> {
  const pseudonyms = options.anonymous === true ? new Map(Object.entries(out.grading.pseudonyms)) : undefined;
  const similar = options.similarity === 0 ? [] : (await Promise.all(exercises.map((one) => alike(one, entries, options.similarity)))).flat();
  const book = gradebookOf({
    entries, exercises: exercises.map(({ exercise }) => exercise), suites: new Map(exercises.map(({ exercise, suite }) => [exercise.id, suite])), ...settings, similar,
    ...(pseudonyms === undefined ? {} : { pseudonyms }), version, commitment: commitmentTo(out.grading.seed), now,
  });
  await Promise.all([
    out.write('gradebook.json', `${JSON.stringify(book, null, 2)}\n`),
    out.write('gradebook.csv', gradebookCsv(book)),
    out.write('gradebook.html', gradebookPage(book)),
    ...(settings.roster === undefined ? [] : [out.write(`${settings.roster.mapping.format}.csv`, csvText(platformRows(settings.roster, book.exercises, scores(book, pseudonyms))))]),
    writeLogs(out, book, entries, pseudonyms),
  ]);
  return book;
}

async function alike({ exercise }: PreparedExercise, entries: readonly Entry[], threshold: number): Promise<Pair[]> {
  const handed = entries.flatMap(({ exercise: { id }, submission, work }) => (id === exercise.id && work !== undefined ? [{ student: submission.student, work }] : []));
  return similarPairs(handed, { exercise: exercise.id, starter: await readWork(join(exercise.folder, 'starter')), threshold });
}

/** The platform knows students by their names, whatever the gradebook calls them. */
function scores(book: Gradebook, pseudonyms: ReadonlyMap<string, string> | undefined): (student: string, exercise: string) => number | undefined {
  const results = new Map(book.students.map(({ student, results }) => [student, results]));
  return (student, exercise) => results.get(pseudonyms?.get(student) ?? student)?.find((result) => result.exercise === exercise)?.final ?? undefined;
}

async function writeLogs(out: OutputFolder, book: Gradebook, entries: readonly Entry[], pseudonyms: ReadonlyMap<string, string> | undefined): Promise<void> {
  const own = Map.groupBy(entries, ({ submission: { student } }) => pseudonyms?.get(student) ?? student);
  await Promise.all(book.students.map((student) => out.write(student.log, studentLog(student, own.get(student.student) ?? []))));
  await out.keepOnly('logs', new Set(book.students.map(({ student }) => logName(student))));
}
