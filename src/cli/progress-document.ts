import type { Course, Criterion, Lesson } from '../course/model.ts';
import type { State } from '../progress/index.ts';
import type { ProgressDocument } from '../report/index.ts';

type CriterionState = ProgressDocument['lessons'][number]['criteria'][number];

/** The document of `progress --json`, which the text is made of, too. */
export function progressDocument(course: Course, state: Readonly<State>): ProgressDocument {
  const lessons = course.lessons.map((lesson) => ({
    id: lesson.id,
    number: lesson.number,
    title: lesson.title,
    state: state.lessons[lesson.id]?.state ?? 'new',
    ...exitTicket(lesson, state),
    criteria: course.reference.criteria.filter((criterion) => criterion.lesson === lesson.slug).map((criterion) => criterionState(criterion, course.lessons, state)),
  } as const));
  const all = lessons.flatMap(({ criteria }) => criteria);
  return {
    schema: 'concurrency-tutor/progress/v1',
    criteria: all.length,
    shown: all.filter((criterion) => criterion.state === 'shown').length,
    lessons,
    exercises: [...course.exercises, ...course.projects].map(({ id, title }) => {
      const { state: how = 'new', attempts = 0, bestScore = 0, hints = 0 } = state.exercises[id] ?? {};
      return { id, title, state: how, attempts, bestScore, hints } as const;
    }),
  };
}

function exitTicket(lesson: Lesson, state: Readonly<State>): Pick<ProgressDocument['lessons'][number], 'exit'> {
  const items = lesson.items.filter(({ role }) => role === 'exit');
  const answers = items.flatMap(({ id }) => state.lessons[lesson.id]?.answers[id] ?? []);
  return items.length === 0 ? {} : { exit: { items: items.length, answered: answers.length, right: answers.filter(({ correct }) => correct).length } };
}

function criterionState({ id, text, evidence }: Criterion, lessons: readonly Lesson[], state: Readonly<State>): CriterionState {
  const missing = evidence.filter((one) => !isThere(one, lessons, state));
  const how = missing.length === 0 ? 'shown' : missing.length < evidence.length ? 'begun' : 'open';
  return { id, text, state: how, evidence: [...evidence], missing };
}

/** A pitfall: all its practice items were answered right. A question: it was. An exercise: it has passed. */
function isThere(id: string, lessons: readonly Lesson[], state: Readonly<State>): boolean {
  const number = Number(id.split('.')[0]);
  if (Number.isNaN(number)) return state.exercises[id]?.state === 'passed';
  const lesson = lessons.find((one) => one.number === number);
  const answers = lesson && state.lessons[lesson.id]?.answers;
  if (!answers) return false;
  const items = lesson.items.filter(({ pitfall }) => pitfall === id).map((item) => item.id);
  return (items.length > 0 ? items : [id]).every((one) => answers[one]?.correct === true);
}
