import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkIds } from './check-ids.ts';
import type { CourseEntry } from './folders.ts';
import { splitFrontMatter } from './front-matter.ts';
import { readLessonContent, type LessonContent, type LessonText } from './lesson-content.ts';
import type { Lesson } from './model.ts';
import { startOf, type Problems } from './problems.ts';
import { frontMatterSchema } from './schemas.ts';
import type { LessonSurroundings } from './surroundings.ts';
import { readWhenAsked } from './when-asked.ts';
import { readYaml } from './yaml-data.ts';

/** What the front matter says. */
type LessonHead = Omit<Lesson, keyof LessonContent>;

interface Opened extends LessonText {
  readonly head: LessonHead | undefined;
}

/** Reads one lesson. Whatever is wrong is added to `problems`; `undefined` when too much is missing to go on. */
export function loadLesson(entry: CourseEntry, around: LessonSurroundings, problems: Problems): Lesson | undefined {
  const opened = openLesson(entry, around, problems);
  if (opened === undefined) return undefined;
  const content = readLessonContent(entry, around, opened, problems);
  return opened.head && { ...opened.head, ...content };
}

/** The same, but only the front matter is read now; the rest when a part of it is asked for, which throws a CourseError if it is not right. */
export function loadLessonHead(entry: CourseEntry, around: LessonSurroundings, problems: Problems): Lesson | undefined {
  const opened = openLesson(entry, around, problems);
  if (opened?.head === undefined) return undefined;
  const content = readWhenAsked((found) => readLessonContent(entry, around, opened, found));
  return {
    ...opened.head,
    get covers() { return content().covers; },
    get explanation() { return content().explanation; },
    get whereToUse() { return content().whereToUse; },
    get snippet() { return content().snippet; },
    get example() { return content().example; },
    get pitfalls() { return content().pitfalls; },
    get questions() { return content().questions; },
    get items() { return content().items; },
    get programs() { return content().programs; },
  };
}

function openLesson(entry: CourseEntry, { root, lessons, inventory }: LessonSurroundings, problems: Problems): Opened | undefined {
  const file = `${entry.path}/lesson.md`;
  if (!existsSync(join(root, file))) {
    problems.add(startOf(file), 'This file is missing; lessons/README.md says what it holds.');
    return undefined;
  }
  const { frontMatter, body } = splitFrontMatter(readFileSync(join(root, file), 'utf8'), file);
  if (frontMatter === undefined) {
    problems.add(startOf(file), 'A lesson starts with front matter between two `---` lines: title, status, minutes, goals.');
    return undefined;
  }
  const meta = readYaml(frontMatter, frontMatterSchema, problems);
  if (meta === undefined) return { file, body, status: 'outline', covers: [], head: undefined };

  const { title, status, minutes, goals, prerequisites, covers } = meta.data;
  checkIds(covers.map((id, index) => ({ id, position: meta.position(['covers', index]) })), inventory, problems);
  prerequisites.forEach((slug, index) => {
    const wrong = wrongPrerequisite(slug, entry, lessons);
    if (wrong !== undefined) problems.add(meta.position(['prerequisites', index]), wrong);
  });
  const head = { id: entry.id, number: entry.number, slug: entry.slug, folder: entry.folder, title, status, minutes, goals, prerequisites };
  return { file, body, status, covers, head };
}

function wrongPrerequisite(slug: string, entry: CourseEntry, lessons: readonly CourseEntry[]): string | undefined {
  const found = lessons.find((lesson) => lesson.slug === slug);
  if (found === undefined) return `There is no lesson \`${slug}\`; the lessons are ${lessons.map((lesson) => lesson.slug).join(', ')}.`;
  if (found.number >= entry.number) return `\`${slug}\` is not read before this lesson; name only earlier ones.`;
  return undefined;
}
