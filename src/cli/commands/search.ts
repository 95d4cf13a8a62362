import { InvalidArgumentError, type Command } from 'commander';
import type { SearchTarget } from '../../course/index.ts';
import { exitCode, UsageError } from '../../errors.ts';
import { command, printJson, type CommandIo } from '../io.ts';
import { openCourse } from '../learner.ts';
import { reportStyle } from '../style.ts';

interface SearchOptions {
  readonly limit: number;
  readonly json?: boolean;
}

export function registerSearch(program: Command, io: CommandIo): void {
  program
    .command('search')
    .description('find a word, or the words of an error message, in the course')
    .argument('<words...>', 'what to look for')
    .option('--limit <n>', 'show at most so many places', positive, 5)
    .option('--json', 'print one JSON document')
    .action(command(io, (words: string[], options: SearchOptions) => search(io, words.join(' '), options)));
}

async function search(io: CommandIo, query: string, { limit, json }: SearchOptions): Promise<number> {
  if (query.trim() === '') throw new UsageError('nothing-to-search', 'There is nothing to look for.', 'Give a word: concurrency-tutor search select.');
  const course = await openCourse(io);
  const { CourseIndex } = await import('../../course/index.ts');
  const found = CourseIndex.of(course).find(query);
  const hits = found.slice(0, limit).map(({ entry: { id, kind, title, place, target, text }, words }) => ({ id, kind, title, place, command: commandFor(target), text, words: [...words] }));
  const document = { schema: 'concurrency-tutor/search/v1', query, total: found.length, hits } as const;
  if (json === true) {
    printJson(io, document);
    return exitCode.ok;
  }
  const { renderSearch } = await import('../../report/index.ts');
  io.print(renderSearch(document, reportStyle(io)));
  return exitCode.ok;
}

/** The words, after the program's name, that show it. */
function commandFor(target: SearchTarget): string {
  switch (target.kind) {
    case 'section': return `lesson ${numberOf(target.lesson)} --section ${target.section}`;
    case 'pitfall': return `lesson ${numberOf(target.lesson)} --section pitfalls`;
    case 'question': return `lesson ${numberOf(target.lesson)} --section questions`;
    case 'symptom': return `troubleshoot ${target.symptom}`;
    case 'exercise': return 'learn';
    default: return target satisfies never;
  }
}

/** `3` of `lesson-3`. */
function numberOf(lesson: string): string {
  return lesson.replace('lesson-', '');
}

function positive(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Give a whole number from 1 on.');
}
