import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { openExercises } from '../../src/classroom/exercises.ts';
import type { Entry } from '../../src/classroom/grade.ts';
import { gradebookOf, type GradebookParts } from '../../src/classroom/gradebook.ts';
import { fileName } from '../../src/classroom/output-folder.ts';
import { pseudonymsFor } from '../../src/classroom/pseudonyms.ts';
import { stands, type GradeRecord } from '../../src/classroom/record.ts';
import type { Exercise } from '../../src/course/index.ts';
import type { Judgement } from '../../src/judge/index.ts';
import { csvText, gradebookCsv, gradebookSchema } from '../../src/report/index.ts';
import { smallCourse } from '../support/tutor.ts';

let exercise: Exercise;
beforeAll(async () => { [exercise] = await openExercises(smallCourse) as [Exercise]; });

const settings = { seed: 1, isolation: 'required', suite: 's', version: '1' } as const;

function judgement(score: number, level: 'sandboxed' | 'isolated' = 'sandboxed'): Judgement {
  const check = { id: 'adds', description: 'Adds', status: score === 2 ? 'pass' : 'fail', score, max: 2, durationMs: 1, schedules: 1, visibility: 'visible' } as const;
  const cause = score === 2 ? {} : { cause: { kind: 'expectation', rationale: 'It came out as 0.', help: 'Add.', replay: 'ct3-x', location: { file: 'adder.ts', line: 2, column: 3 } } as const };
  return {
    exercise: 'exercise-1', title: 'Adder', verdict: { kind: score === 2 ? 'pass' : 'fail', checks: [{ ...check, ...cause }] }, score, max: 2, seed: 1, commitment: '', durationMs: 1, suite: 's', version: '1', node: '',
    trust: { level, missing: [] }, audited: 0, output: [],
  };
}

function record(student: string, outcome: GradeRecord['outcome']): GradeRecord {
  return { schema: 'concurrency-tutor/grade-record/v1', student, exercise: 'exercise-1', folder: `/class/${student}`, hash: 'h', settings, outcome, gradedAt: '2026-11-20T00:00:00.000Z', notes: [] };
}

function entry(student: string, outcome: GradeRecord['outcome'], more: Partial<Entry> = {}): Entry {
  return { submission: { student, folder: `/class/${student}`, origin: '', submitted: new Date('2026-11-21T00:00:00Z') }, exercise, work: undefined, record: record(student, outcome), previous: undefined, ...more };
}

function bookOf(entries: readonly Entry[], more: Partial<GradebookParts> = {}) {
  const book = gradebookOf({ entries, exercises: [exercise], suites: new Map(), overrides: [], similar: [], version: '1', commitment: 'c', now: new Date(0), ...more });
  expect(gradebookSchema.parse(book)).toEqual(book);
  return book;
}

const judged = (score: number): GradeRecord['outcome'] => ({ kind: 'judged', judgement: judgement(score) });

test('lateness is taken off what counts, an override stands above both, and what was computed stays', () => {
  const policy = { deadlines: { 'exercise-1': new Date('2026-11-20T23:00:00Z') }, extensions: {}, late: { each: 86_400_000, takes: 0.25 } };
  const { students } = bookOf([entry('ada', judged(2)), entry('ben', judged(0))], { policy, overrides: [{ student: 'ben', exercise: 'exercise-1', score: 1.5, reason: 'Shown in person.' }] });
  expect(students.map(({ student, total, results: [result] }) => [student, total, result?.computed, result?.late?.penalty, result?.final])).toEqual([['ada', 1.5, 2, 0.5, 1.5], ['ben', 1.5, 0, 0, 1.5]]);
  expect(students[1]?.results[0]?.override).toEqual({ score: 1.5, reason: 'Shown in person.' });
});

test('who handed nothing in has no points; what has no verdict has none to count, and is no failure', () => {
  const { students } = bookOf([entry('ada', { kind: 'missing' }), entry('ben', { kind: 'failed', message: 'The judge was ended.' })]);
  expect(students.map(({ results: [result] }) => [result?.state, result?.final, result?.notes])).toEqual([['missing', 0, ['Nothing was handed in.']], ['no-verdict', null, ['The judge was ended.']]]);
});

test('a verdict that has become different is a change, one that is the same is none', () => {
  const { changes } = bookOf([entry('ada', judged(2), { previous: record('ada', judged(0)) }), entry('ben', judged(0), { previous: record('ben', judged(0)) })]);
  expect(changes).toEqual([{ student: 'ada', exercise: 'exercise-1', before: 0, after: 2, checks: [{ id: 'adds', before: 'fail', after: 'pass' }] }]);
});

test('without names there are none anywhere, and the same student keeps the same pseudonym', () => {
  const pseudonyms = pseudonymsFor(['ada', 'ben'], {});
  const book = bookOf([entry('ada', judged(2), { previous: record('ada', judged(0)) }), entry('ben', judged(0))], {
    pseudonyms, similar: [{ exercise: 'exercise-1', students: ['ada', 'ben'], share: 1, fingerprints: 9, passages: [] }],
    roster: { mapping: { format: 'plain', student: 'login', columns: {}, value: 'points' }, kept: [], students: [{ student: 'ada', name: 'Ada Lovelace', row: { line: 2, cells: {} } }] },
  });
  expect(JSON.stringify(book)).not.toMatch(/ada|ben|Lovelace/i);
  const later = pseudonymsFor(['cem', 'ada', 'ben'], Object.fromEntries(pseudonyms));
  expect([later.get('ada'), later.get('ben'), later.get('cem')]).toEqual([pseudonyms.get('ada'), pseudonyms.get('ben'), 'student-003']);
});

test('a verdict stands for the same files under the same conditions, in a sandbox where one is required', () => {
  const before = record('ada', judged(2));
  expect(stands(before, 'h', settings)).toBe(true);
  expect(stands(before, 'other', settings)).toBe(false);
  for (const change of [{ seed: 2 }, { suite: 'other' }, { version: '2' }, { schedules: 9 }]) expect(stands(before, 'h', { ...settings, ...change })).toBe(false);
  const weak = record('ada', { kind: 'judged', judgement: judgement(2, 'isolated') });
  expect([stands(weak, 'h', settings), stands(weak, 'h', { ...settings, isolation: 'weak-allowed' })]).toEqual([false, true]);
  expect(stands(record('ada', { kind: 'failed', message: '' }), 'h', settings)).toBe(false);
  expect(stands(undefined, 'h', settings)).toBe(false);
});

test.for(['=HYPERLINK("http://x")', '+1+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])('the cell %j is a text to a spreadsheet', (cell) => {
  expect(parse(csvText([[cell]]))[0]?.[0]).toBe(`'${cell}`);
});

test.for(['ada', '3', '-3.5', 'a=b', 'line\nbreak', 'quote"quote', 'a;b'])('the cell %j stays what it is', (cell) => {
  expect(parse(csvText([[cell, 'x']]))[0]).toEqual([cell, 'x']);
});

test('the CSV has a column for what counts, for what it is made of, and for every check; a student\'s name cannot be a formula', () => {
  const csv = gradebookCsv(bookOf([entry('=cmd', judged(0))]));
  const [head, row] = parse(csv, { record_delimiter: '\r\n' }) as [string[], string[]];
  expect(head).toEqual(['student', 'total', 'max', 'exercise-1', 'exercise-1 state', 'exercise-1 computed', 'exercise-1 late minutes', 'exercise-1 penalty', 'exercise-1 override', 'exercise-1 reason', 'exercise-1 trust', 'exercise-1 adds']);
  expect(row).toEqual(["'=cmd", '0', '2', '0', 'fail', '0', '', '', '', '', 'sandboxed', 'fail']);
});

test.for([['ada', 'ada'], ['Ada', /^Ada-[\da-f]{8}$/], ['../x', /^x-/], ['con', /^con-/], ['Ünal Ö', /^nal_-/], ['a/b', /^a_b-/], ['', /^-/]] as const)('a student called %j gets a file name of its own', ([student, name]) => {
  if (typeof name === 'string') expect(fileName(student)).toBe(name);
  else expect(fileName(student)).toMatch(name);
});
