import type { Command } from 'commander';
import type { Course, Exercise, Lesson } from '../../course/model.ts';
import { exitCode } from '../../errors.ts';
import type { State } from '../../progress/index.ts';
import type { ListDocument, ListItem } from '../../report/index.ts';
import { command, printJson, type CommandIo } from '../io.ts';
import { openCourse, openLearnersProgress } from '../learner.ts';
import { reportStyle } from '../style.ts';

export function registerList(program: Command, io: CommandIo): void {
  program
    .command('list')
    .description('lessons, exercises and projects, and how far you are')
    .option('--json', 'print one JSON document')
    .action(command(io, (options: { json?: boolean }) => list(io, options)));
}

async function list(io: CommandIo, options: { json?: boolean }): Promise<number> {
  const [course, progress] = await Promise.all([openCourse(io), openLearnersProgress(io)]);
  const document = listDocument(course, progress.state);
  if (options.json === true) {
    printJson(io, document);
    return exitCode.ok;
  }
  const { renderList } = await import('../../report/index.ts');
  io.print(renderList(document, progress.state.current, reportStyle(io)));
  return exitCode.ok;
}

function listDocument(course: Course, state: Readonly<State>): ListDocument {
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
