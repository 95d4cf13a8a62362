import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RootContent } from 'mdast';
import type { CourseEntry } from './folders.ts';
import { splitFrontMatter } from './front-matter.ts';
import { loadItems } from './load-items.ts';
import { lessonSections, type Section, type SectionName } from './lesson-sections.ts';
import { readPitfalls } from './lesson-pitfalls.ts';
import { readQuestions } from './lesson-questions.ts';
import { parseMarkdown, toBlocks, type Mark, type MarkdownContext } from './markdown.ts';
import type { Block, Lesson } from './model.ts';
import { importsOf, readPrograms, type Programs } from './programs.ts';
import { startOf, type Problems } from './problems.ts';
import { frontMatterSchema } from './schemas.ts';
import { checkIds } from './check-ids.ts';
import { readYaml } from './yaml-data.ts';

/** What a lesson may refer to. */
export interface LessonSurroundings {
  readonly root: string;
  readonly lessons: readonly CourseEntry[];
}

/** Reads one lesson. Whatever is wrong is added to `problems`; `undefined` when too much is missing to go on. */
export async function loadLesson(entry: CourseEntry, { root, lessons }: LessonSurroundings, problems: Problems): Promise<Lesson | undefined> {
  const file = `${entry.path}/lesson.md`;
  if (!existsSync(join(root, file))) {
    problems.add(startOf(file), 'This file is missing; lessons/README.md says what it holds.');
    return undefined;
  }
  const { frontMatter, body } = splitFrontMatter(await readFile(join(root, file), 'utf8'), file);
  if (frontMatter === undefined) {
    problems.add(startOf(file), 'A lesson starts with front matter between two `---` lines: title, status, minutes, goals.');
    return undefined;
  }
  const meta = readYaml(frontMatter, frontMatterSchema, problems);
  const programs = await readPrograms(root, entry.folder, 'required', problems);
  const marks: Mark[] = [];
  const shown = new Set<string>();
  const context: MarkdownContext = {
    file, problems, marks, sketches: 'refused', headingShift: 0,
    program(path) { shown.add(path); return programs.byPath.get(path); },
  };
  const sections = lessonSections(parseMarkdown(body).children, meta?.data.status ?? 'outline', context);
  const blocks = (name: SectionName): readonly Block[] => toBlocks(contentOf(sections, name), context);

  const explanation = blocks('Explanation');
  const whereToUse = blocks('Where to use');
  const snippet = blocks('Snippet');
  const example = blocks('Real-world example');
  const pitfalls = readPitfalls(contentOf(sections, 'Pitfalls'), entry.number, programs, context);
  const questions = readQuestions(contentOf(sections, 'Questions'), entry.number, context);
  const items = await loadItems(entry, { root, programs, shown, pitfalls: pitfalls.map((pitfall) => pitfall.id) }, problems);
  complainAboutUnseen(programs, shown, problems);
  checkIds(marks, problems);
  if (meta === undefined) return undefined;

  const { title, status, minutes, goals, prerequisites, covers } = meta.data;
  checkIds(covers.map((id, index) => ({ id, position: meta.position(['covers', index]) })), problems);
  prerequisites.forEach((slug, index) => {
    const wrong = wrongPrerequisite(slug, entry, lessons);
    if (wrong !== undefined) problems.add(meta.position(['prerequisites', index]), wrong);
  });
  const covered = [...covers, ...marks.map((mark) => mark.id), ...pitfalls.map(({ id }) => id), ...questions.map(({ id }) => id)];
  return {
    id: entry.id, number: entry.number, slug: entry.slug, folder: entry.folder,
    title, status, minutes, goals, prerequisites, covers: [...new Set(covered)],
    explanation, whereToUse, snippet, example, pitfalls, questions, items, programs: [...programs.byPath.values()],
  };
}

function contentOf(sections: readonly Section[], name: SectionName): readonly RootContent[] {
  return sections.find((section) => section.name === name)?.content ?? [];
}

function wrongPrerequisite(slug: string, entry: CourseEntry, lessons: readonly CourseEntry[]): string | undefined {
  const found = lessons.find((lesson) => lesson.slug === slug);
  if (found === undefined) return `There is no lesson \`${slug}\`; the lessons are ${lessons.map((lesson) => lesson.slug).join(', ')}.`;
  if (found.number >= entry.number) return `\`${slug}\` is not read before this lesson; name only earlier ones.`;
  return undefined;
}

/** A program that nobody sees is forgotten, or its fence is. */
function complainAboutUnseen(programs: Programs, shown: ReadonlySet<string>, problems: Problems): void {
  const imported = new Set([...programs.byPath].flatMap(([path, program]) => importsOf(path, program.source)));
  for (const [path, program] of programs.byPath) {
    if (shown.has(path) || imported.has(path)) continue;
    problems.add(startOf(program.path), `Nothing shows or imports this program; show it with \`file=${path}\`, or remove it.`);
  }
}
