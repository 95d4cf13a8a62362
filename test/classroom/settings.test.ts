import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openExercises } from '../../src/classroom/exercises.ts';
import { readOverrides } from '../../src/classroom/settings/overrides.ts';
import { latenessOf, readPolicy } from '../../src/classroom/settings/policy.ts';
import { platformRows, readRoster } from '../../src/classroom/settings/roster.ts';
import type { Exercise } from '../../src/course/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { smallCourse } from '../support/tutor.ts';

let exercises: readonly Exercise[];
beforeAll(async () => { exercises = await openExercises(smallCourse); });

async function policyOf(text: string): ReturnType<typeof readPolicy> {
  await using folder = await temporaryFolder();
  await folder.write('policy.yaml', text);
  return await readPolicy(join(folder.path, 'policy.yaml'), 'policy.yaml', exercises, ['ada', 'ben']);
}

const rules = `
deadlines: { exercise-1: 2026-11-20T12:00:00Z }
extensions: { ben: { exercise-1: 2026-11-22T12:00:00Z } }
late: { grace: 15 minutes, each: 1 day, takes: 20%, atMost: 50%, refusedAfter: 1 week }
`;

test.for([
  ['ada', '2026-11-20T12:00:00Z', 8, 0, 0],
  ['ada', '2026-11-20T12:15:00Z', 8, 15, 0],
  ['ada', '2026-11-20T12:15:01Z', 8, 16, 2],
  ['ada', '2026-11-21T12:00:01Z', 8, 1441, 4],
  ['ada', '2026-11-23T12:00:01Z', 8, 4321, 5],
  ['ada', '2026-11-21T12:00:01Z', 3, 1441, 3],
  ['ada', '2026-11-28T12:00:00Z', 8, 11_520, 8],
  ['ben', '2026-11-21T12:00:01Z', 8, 0, 0],
] as const)('%s at %s with %i of 10 points is %i minutes late and loses %i', async ([student, submitted, score, minutes, penalty]) => {
  const late = latenessOf(await policyOf(rules), { student, exercise: 'exercise-1', submitted: new Date(submitted), score, max: 10 });
  expect(late).toMatchObject({ minutes, penalty });
});

test('without a deadline nothing is late, and without a rule lateness costs nothing', async () => {
  const policy = await policyOf('deadlines: { exercise-1: 2026-11-20T12:00:00Z }');
  const work = { student: 'ada', submitted: new Date('2027-01-01T00:00:00Z'), score: 5, max: 10 };
  expect(latenessOf(policy, { ...work, exercise: 'exercise-2' })).toBeUndefined();
  expect(latenessOf(policy, { ...work, exercise: 'exercise-1' })?.penalty).toBe(0);
});

test.for([
  ['deadlines: { exercise-1: tomorrow }', 'policy.yaml:1:26: "tomorrow" is not a time'],
  ['deadlines: { exercise-9: 2026-11-20T12:00:00Z }', 'There is no exercise `exercise-9`'],
  ['deadlines: {}\nextensions: { bob: { exercise-1: 2026-11-20T12:00:00Z } }', 'policy.yaml:2:20: There is no submission of `bob`'],
  ['deadlines: {}\nlate: { each: soon, takes: 10% }', 'policy.yaml:2:15: "soon" is not a length of time'],
  ['deadlines: {}\nlate: { each: 1 day, takes: 10 }', 'policy.yaml:2:29: `late.takes` must be text'],
  ['deadline: {}', 'policy.yaml:1:1: `deadline` is not a key here'],
] as const)('a policy with a mistake is refused, and the place is named: %j', async ([text, message]) => {
  await expect(policyOf(text)).rejects.toThrow(message);
});

async function overridesOf(text: string): ReturnType<typeof readOverrides> {
  await using folder = await temporaryFolder();
  await folder.write('overrides.yaml', text);
  return await readOverrides(join(folder.path, 'overrides.yaml'), 'overrides.yaml', exercises, ['ada']);
}

test('an override needs a student, an exercise, a possible score and a reason', async () => {
  expect(await overridesOf('- { student: ada, exercise: exercise-1, score: 1.5, reason: Shown in person. }')).toHaveLength(1);
  await expect(overridesOf('- { student: ada, exercise: exercise-1, score: 1, reason: "" }')).rejects.toThrow('overrides.yaml:1:59: `[1].reason` is empty');
  await expect(overridesOf('- { student: bob, exercise: exercise-1, score: 1, reason: x }')).rejects.toThrow('overrides.yaml:1:14: There is no submission of `bob`');
  await expect(overridesOf('- { student: ada, exercise: exercise-1, score: 3, reason: x }')).rejects.toThrow('3 is more than the 2 points of exercise-1.');
  await expect(overridesOf('- { student: ada, exercise: exercise-1, score: 1, reason: x }\n- { student: ada, exercise: exercise-1, score: 2, reason: y }')).rejects.toThrow('There are two entries for ada and exercise-1');
});

async function rowsOf(roster: string, mapping: string): Promise<readonly (readonly string[])[]> {
  await using folder = await temporaryFolder();
  await folder.write('roster.csv', roster);
  await folder.write('mapping.yaml', mapping);
  const file = (name: string): { readonly path: string; readonly name: string } => ({ path: join(folder.path, name), name });
  const read = await readRoster({ roster: file('roster.csv'), mapping: file('mapping.yaml') }, exercises);
  return platformRows(read, [{ id: 'exercise-1', max: 8 }, { id: 'exercise-2', max: 3 }], (student, exercise) => (student === 'ada' && exercise === 'exercise-1' ? 6 : undefined));
}

test('a roster of Canvas comes back with its own columns, its row of points, and empty cells where there is no score', async () => {
  const roster = 'Student,ID,SIS User ID,SIS Login ID,Section,Old (1)\n    Points Possible,,,,,10\n"Lovelace, Ada",7,u7,ada,S1,3\n"Student, Test",9,,,S1,\n"Babbage, Ben",8,u8,ben,S1,4\n';
  expect(await rowsOf(roster, 'format: canvas\nstudent: SIS Login ID\nname: Student\ncolumns: { exercise-1: "Adder (42)" }\n')).toEqual([
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'Adder (42)'],
    ['    Points Possible', '', '', '', '', '8'],
    ['Lovelace, Ada', '7', 'u7', 'ada', 'S1', '6'],
    ['Babbage, Ben', '8', 'u8', 'ben', 'S1', ''],
  ]);
});

test('a roster of Moodle keeps what Moodle tells people apart by; shares instead of points are possible', async () => {
  const roster = 'First name;Last name;Email address;Group\nAda;Lovelace;ada;A\n';
  expect(await rowsOf(roster, 'format: moodle\nstudent: email address\ncolumns: { exercise-1: Adder }\nvalue: percent\n')).toEqual([['First name', 'Last name', 'Email address', 'Adder'], ['Ada', 'Lovelace', 'ada', '75']]);
});

test('a mapping that does not fit the roster, or a roster that names somebody twice, is refused by line', async () => {
  await expect(rowsOf('a,b\n1,2\n', 'format: plain\nstudent: login\ncolumns: {}\n')).rejects.toThrow('mapping.yaml:2:10: roster.csv has no column `login`; it has a, b.');
  await expect(rowsOf('login\nada\nben\nada\n', 'format: plain\nstudent: login\ncolumns: {}\n')).rejects.toThrow('roster.csv:4: ada stands in line 2 already.');
});
