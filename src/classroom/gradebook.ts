/** From the records of a class to its gradebook: lateness, scores set by hand, names, what changed. */
import type { Exercise } from '../course/model.ts';
import type { CheckResult } from '../judge/index.ts';
import type { Gradebook, GradebookStudent, GradedCheck, GradedResult } from '../report/gradebook/document.ts';
import { placeOf } from '../report/finding.ts';
import type { Entry } from './grade.ts';
import { fileName } from './output-folder.ts';
import type { GradeRecord } from './record.ts';
import type { Pair } from './similarity/pairs.ts';
import type { Override } from './settings/overrides.ts';
import { latenessOf, type Policy } from './settings/policy.ts';
import type { Roster } from './settings/roster.ts';

export interface GradebookParts {
  readonly entries: readonly Entry[];
  readonly exercises: readonly Exercise[];
  readonly suites: ReadonlyMap<string, string>;
  readonly policy?: Policy;
  readonly overrides: readonly Override[];
  readonly roster?: Roster;
  readonly similar: readonly Pair[];
  /** Shown in place of names. */
  readonly pseudonyms?: ReadonlyMap<string, string>;
  readonly version: string;
  readonly commitment: string;
  readonly now: Date;
}

export function gradebookOf(parts: GradebookParts): Gradebook {
  const { entries, exercises, suites, policy, roster, similar, pseudonyms, version, commitment, now } = parts;
  const shownAs = (student: string): string => pseudonyms?.get(student) ?? student;
  const students = [...Map.groupBy(entries, ({ submission }) => submission.student)];
  const known = new Set(roster?.students.map(({ student }) => student));
  const handedIn = new Set(students.map(([student]) => student));
  const book = students.map(([student, own]) => studentOf(parts, student, shownAs(student), own));
  return {
    schema: 'concurrency-tutor/gradebook/v1', version, createdAt: now.toISOString(), commitment, anonymous: pseudonyms !== undefined,
    exercises: exercises.map(({ id, title, checks }) => {
      const deadline = policy?.deadlines[id]?.toISOString();
      return {
        id, title, max: sum(checks.map(({ points }) => points)), suite: suites.get(id) ?? '', ...(deadline === undefined ? {} : { deadline }),
        checks: checks.map((check) => ({ id: check.id, description: check.description, max: check.points })),
      };
    }),
    students: book.sort((a, b) => (a.student < b.student ? -1 : 1)),
    absent: pseudonyms === undefined ? [...known].filter((student) => !handedIn.has(student)) : [],
    unknown: roster === undefined ? [] : [...handedIn].filter((student) => !known.has(student)).map(shownAs),
    changes: entries.flatMap((entry) => changeOf(entry, shownAs)),
    similar: similar.map((pair) => ({ ...pair, students: [shownAs(pair.students[0]), shownAs(pair.students[1])], passages: pair.passages.map(([a, b]) => [a, b]) })),
  };
}

function studentOf(parts: GradebookParts, student: string, shown: string, entries: readonly Entry[]): GradebookStudent {
  const results = entries.map((entry) => resultOf(parts, entry));
  const name = parts.pseudonyms === undefined ? parts.roster?.students.find((one) => one.student === student)?.name : undefined;
  return {
    student: shown, ...(name === undefined ? {} : { name }), log: `logs/${logName(shown)}`, results,
    total: sum(results.map(({ final }) => final ?? 0)), max: sum(results.map(({ max }) => max)),
  };
}

export function logName(shown: string): string {
  return `${fileName(shown)}.txt`;
}

function resultOf({ policy, overrides }: GradebookParts, { submission, exercise, work, record }: Entry): GradedResult {
  const { student } = submission;
  const { state, score, checks, note } = decided(record);
  const max = sum(exercise.checks.map(({ points }) => points));
  const submitted = submission.submitted ?? work?.changed;
  const late = policy === undefined || submitted === undefined || state === 'missing' ? undefined : latenessOf(policy, { student, exercise: exercise.id, submitted, score, max });
  const override = overrides.find((one) => one.student === student && one.exercise === exercise.id);
  const trust = record.outcome.kind === 'judged' ? record.outcome.judgement.trust : undefined;
  const counted = state === 'no-verdict' ? null : Math.round((score - (late?.penalty ?? 0)) * 100) / 100;
  return {
    exercise: exercise.id, state, computed: score, max,
    ...(late === undefined ? {} : { late: { submitted: late.submitted.toISOString(), deadline: late.deadline.toISOString(), minutes: late.minutes, penalty: late.penalty } }),
    ...(override === undefined ? {} : { override: { score: override.score, reason: override.reason } }),
    final: override?.score ?? counted,
    checks: checks.map(checkOf), notes: [...record.notes, ...(note === undefined ? [] : [note])],
    ...(trust === undefined ? {} : { trust: trust.level, missingWalls: [...trust.missing] }),
    files: record.hash, gradedAt: record.gradedAt,
  };
}

interface Decided {
  readonly state: GradedResult['state'];
  readonly score: number;
  readonly checks: readonly CheckResult[];
  readonly note?: string;
}

export function decided({ outcome }: GradeRecord): Decided {
  switch (outcome.kind) {
    case 'missing': return { state: 'missing', score: 0, checks: [], note: 'Nothing was handed in.' };
    case 'failed': return { state: 'no-verdict', score: 0, checks: [], note: outcome.message };
    case 'judged': {
      const { verdict, score } = outcome.judgement;
      if (verdict.kind === 'error') return { state: 'no-verdict', score: 0, checks: [], note: `${verdict.cause.message} ${verdict.cause.help}` };
      return { state: verdict.kind, score, checks: verdict.checks };
    }
  }
}

function checkOf({ id, status, score, max, cause }: CheckResult): GradedCheck {
  const kind = cause?.finding?.kind ?? cause?.kind;
  return {
    id, status, score, max,
    ...(cause === undefined ? {} : { rationale: cause.rationale, help: cause.help }),
    ...(kind === undefined ? {} : { kind }),
    ...(cause?.location === undefined ? {} : { location: placeOf(cause.location) }),
    ...(cause?.replay === undefined ? {} : { replay: cause.replay }),
  };
}

/** What the new verdict says that the one before did not. */
function changeOf({ submission, exercise, record, previous }: Entry, shownAs: (student: string) => string): Gradebook['changes'] {
  if (previous === undefined) return [];
  const [before, after] = [decided(previous), decided(record)];
  const ids = [...new Set([...before.checks, ...after.checks].map(({ id }) => id))];
  const status = (side: Decided, id: string): string => side.checks.find((check) => check.id === id)?.status ?? side.state;
  const checks = ids.map((id) => ({ id, before: status(before, id), after: status(after, id) })).filter((check) => check.before !== check.after);
  if (checks.length === 0 && before.state === after.state && before.score === after.score) return [];
  const scoreOf = (side: Decided): number | null => (side.state === 'no-verdict' ? null : side.score);
  return [{ student: shownAs(submission.student), exercise: exercise.id, before: scoreOf(before), after: scoreOf(after), checks }];
}

function sum(numbers: readonly number[]): number {
  return Math.round(numbers.reduce((total, number) => total + number, 0) * 100) / 100;
}
