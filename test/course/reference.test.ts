import { describe, expect, test } from 'vitest';
import { courseRoot, loadCourse, readCourse, formatProblem } from '../../src/course/index.ts';
import { copyCourse } from '../support/course-copy.ts';

const symptom = `- id: leak
  title: Memory grows
  signs: [a growing number]
  why: Somebody waits for ever.
  try: [Give it an end.]
  see: [1.P1]
`;

describe('what stands beside the lessons', () => {
  test('a course without it has none', async () => {
    await using course = await copyCourse();
    expect((await loadCourse(course.root)).reference).toEqual({ symptoms: [], techniques: [], criteria: [] });
  });

  test('a symptom brings the techniques that help', async () => {
    await using course = await copyCourse();
    await course.edit('course.yaml', 'ids: [F1]', 'ids: [F1, DT7]');
    await course.write('lessons/techniques.yaml', '- { id: count, title: Count, text: Count them., program: 01-goroutines/snippet.ts, covers: [DT7] }\n');
    await course.write('lessons/symptoms.yaml', `${symptom}  techniques: [count]\n`);
    const { reference } = await loadCourse(course.root);
    expect(reference.symptoms[0]?.techniques).toEqual([{ id: 'count', title: 'Count', text: 'Count them.', program: 'lessons/01-goroutines/snippet.ts', covers: ['DT7'] }]);
  });

  test.for<[what: string, file: string, text: string, problem: string]>([
    ['the same name is given twice', 'symptoms', symptom + symptom, 'lessons/symptoms.yaml:7:7: The id `leak` is taken'],
    ['it leads nowhere', 'symptoms', symptom.replace('1.P1', '1.E1'), 'lessons/symptoms.yaml:6:9: `1.E1` is neither a pitfall nor a question.'],
    ['it names an unknown technique', 'symptoms', `${symptom}  techniques: [guess]\n`, 'There is no technique `guess`'],
    ['a finding kind is none', 'symptoms', `${symptom}  kinds: [hang]\n`, 'lessons/symptoms.yaml:7:11: `[1].kinds[1]` must be'],
    ['a technique\'s program is missing', 'techniques', '- { id: count, title: Count, text: Count them., program: 01-goroutines/none.ts }\n', 'There is no program `01-goroutines/none.ts`'],
    ['it covers what does not exist', 'techniques', '- { id: count, title: Count, text: Count them., covers: [DT99] }\n', 'There is no inventory id `DT99`'],
    ['a criterion is of no lesson', 'criteria', '- { id: a, lesson: channels, text: I can., evidence: [1.P1] }\n', 'There is no lesson `channels`'],
    ['its evidence is none', 'criteria', '- { id: a, lesson: goroutines, text: I can., evidence: [1.E1] }\n', '`1.E1` is no pitfall, question or exercise.'],
  ])('it is refused when %s', async ([, file, text, problem]) => {
    await using course = await copyCourse();
    await course.write(`lessons/${file}.yaml`, text);
    expect((await readCourse(course.root)).problems.map(formatProblem).join('\n')).toContain(problem);
  });
});

describe('the course that comes with the program', () => {
  test('has a criterion for every success criterion, and an entry for every trouble and technique', async () => {
    const { reference: { symptoms, techniques, criteria }, inventory } = await loadCourse(courseRoot());
    const idsOf = (group: string): readonly string[] => inventory.groups.get(group) ?? [];
    const covered = (entries: readonly { readonly covers: readonly string[] }[]): Set<string> => new Set(entries.flatMap(({ covers }) => covers));
    expect(idsOf('success criterion').filter((id) => !covered(criteria).has(id))).toEqual([]);
    expect(idsOf('troubleshooting').filter((id) => !covered(symptoms).has(id))).toEqual([]);
    expect(idsOf('debugging technique').filter((id) => !covered(techniques).has(id))).toEqual([]);
  });

  test('leads from each of them to pitfalls and questions that exist', async () => {
    const { reference, lessons } = await loadCourse(courseRoot());
    const there = new Set(lessons.flatMap(({ pitfalls, questions }) => [...pitfalls, ...questions].map(({ id }) => id)));
    const named = [...reference.symptoms.flatMap(({ see }) => see), ...reference.criteria.flatMap(({ evidence }) => evidence).filter((id) => /^\d/.test(id))];
    expect(named.filter((id) => !there.has(id))).toEqual([]);
  });
});
