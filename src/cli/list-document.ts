import type { Course, Exercise, Lesson } from '../course/model.ts';
import type { Glance } from '../progress/glance.ts';
import type { ListDocument, ListItem } from '../report/index.ts';

/** The document of `list --json`, which the text is made of, too. */
export function listDocument(course: Course, state: Glance): ListDocument {
  const exercise = (one: Exercise) => item(one, state.exercises[one.id]?.state ?? 'new');
  return {
    schema: 'concurrency-tutor/list/v1',
    lessons: course.lessons.map((lesson) => item(lesson, state.lessons[lesson.id]?.state ?? 'new')),
    exercises: course.exercises.map(exercise),
    projects: course.projects.map(exercise),
  };
}

function item({ id, number, slug, title }: Lesson | Exercise, state: ListItem['state']): ListItem {
  return { id, number, slug, title, state };
}
