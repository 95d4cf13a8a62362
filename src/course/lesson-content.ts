import type { RootContent } from 'mdast';
import { checkIds } from './check-ids.ts';
import type { CourseEntry } from './folders.ts';
import type { LessonSurroundings } from './surroundings.ts';
import { readPitfalls } from './lesson-pitfalls.ts';
import { readQuestions } from './lesson-questions.ts';
import { lessonSections, type Section, type SectionName } from './lesson-sections.ts';
import { loadItems } from './load-items.ts';
import { parseMarkdown, toBlocks, type Mark, type MarkdownContext } from './markdown.ts';
import type { Block, Lesson } from './model.ts';
import { startOf, type Problems } from './problems.ts';
import { importsOf, readPrograms, type Programs } from './programs.ts';

/** What the text of a lesson and the files around it hold. */
export type LessonContent = Pick<Lesson, 'covers' | 'explanation' | 'whereToUse' | 'snippet' | 'example' | 'pitfalls' | 'questions' | 'items' | 'programs'>;

/** A lesson's text, and what its front matter says that matters for it. */
export interface LessonText {
  /** Path relative to the course root. */
  readonly file: string;
  readonly body: string;
  readonly status: Lesson['status'];
  /** The ids that the front matter names. */
  readonly covers: readonly string[];
}

/** Parses the text and reads the programs and items of a lesson. Whatever is wrong is added to `problems`. */
export function readLessonContent(entry: CourseEntry, { root, inventory }: LessonSurroundings, { file, body, status, covers }: LessonText, problems: Problems): LessonContent {
  const programs = readPrograms(root, entry.folder, 'required', problems);
  const marks: Mark[] = [];
  const shown = new Set<string>();
  const context: MarkdownContext = {
    file, problems, inventory, marks, sketches: 'refused', headingShift: 0,
    program(path) { shown.add(path); return programs.byPath.get(path); },
  };
  const sections = lessonSections(parseMarkdown(body).children, status, context);
  const blocks = (name: SectionName): readonly Block[] => toBlocks(contentOf(sections, name), context);

  const explanation = blocks('Explanation');
  const whereToUse = blocks('Where to use');
  const snippet = blocks('Snippet');
  const example = blocks('Real-world example');
  const pitfalls = readPitfalls(contentOf(sections, 'Pitfalls'), entry.number, programs, context);
  const questions = readQuestions(contentOf(sections, 'Questions'), entry.number, context);
  const items = loadItems(entry, { root, programs, shown, pitfalls: pitfalls.map((pitfall) => pitfall.id) }, problems);
  complainAboutUnseen(programs, shown, problems);
  checkIds(marks, inventory, problems);
  const covered = [...covers, ...marks.map((mark) => mark.id), ...pitfalls.map(({ id }) => id), ...questions.map(({ id }) => id)];
  return { covers: [...new Set(covered)], explanation, whereToUse, snippet, example, pitfalls, questions, items, programs: [...programs.byPath.values()] };
}

function contentOf(sections: readonly Section[], name: SectionName): readonly RootContent[] {
  return sections.find((section) => section.name === name)?.content ?? [];
}

/** A program that nobody sees is forgotten, or its fence is. */
function complainAboutUnseen(programs: Programs, shown: ReadonlySet<string>, problems: Problems): void {
  const imported = new Set([...programs.byPath].flatMap(([path, program]) => importsOf(path, program.source)));
  for (const [path, program] of programs.byPath) {
    if (shown.has(path) || imported.has(path)) continue;
    problems.add(startOf(program.path), `Nothing shows or imports this program; show it with \`file=${path}\`, or remove it.`);
  }
}
