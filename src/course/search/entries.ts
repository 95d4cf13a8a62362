/** What there is to find in a course, as plain text. */
import type { Block, Course, Exercise, Inline, Lesson, Program, Symptom } from '../model.ts';

export type EntryKind = 'explanation' | 'where to use' | 'snippet' | 'example' | 'pitfall' | 'question' | 'symptom' | 'exercise' | 'project';

export interface SearchEntry {
  /** Unique in the course: `3.P1`, `lesson-3.explanation.2`, `symptom.leak`. */
  readonly id: string;
  readonly kind: EntryKind;
  readonly title: string;
  /** Where it stands: `lesson 3, Channels`. */
  readonly place: string;
  /** The words that show it: `lesson 3 --section pitfalls`. */
  readonly command: string;
  /** What it says. */
  readonly text: string;
  /** Its programs, and the messages they are caught with. */
  readonly code: string;
}

/** Every section, pitfall, question, symptom and task. */
export function searchEntries(course: Course): readonly SearchEntry[] {
  return [
    ...course.lessons.flatMap(lessonEntries),
    ...course.reference.symptoms.map(symptomEntry),
    ...course.exercises.map((exercise) => taskEntry(exercise, 'exercise')),
    ...course.projects.map((project) => taskEntry(project, 'project')),
  ];
}

function lessonEntries(lesson: Lesson): SearchEntry[] {
  const place = `lesson ${lesson.number}, ${lesson.title}`;
  const section = (kind: EntryKind, name: string, blocks: readonly Block[]): SearchEntry[] => parts(blocks).map((part, index) => ({
    id: `${lesson.id}.${name}.${index + 1}`, kind, place, title: part.title ?? lesson.title, command: `lesson ${lesson.number} --section ${name}`, ...contentOf(part.blocks),
  }));
  return [
    ...section('explanation', 'explanation', lesson.explanation),
    ...section('where to use', 'where-to-use', lesson.whereToUse),
    ...section('snippet', 'snippet', lesson.snippet),
    ...section('example', 'example', lesson.example),
    ...lesson.pitfalls.map(({ id, title, blocks }): SearchEntry => ({ id, kind: 'pitfall', title, place, command: `lesson ${lesson.number} --section pitfalls`, ...contentOf(blocks) })),
    ...lesson.questions.map(({ id, title, ask, answer }): SearchEntry => {
      const { text, code } = contentOf(answer);
      return { id, kind: 'question', title, place, command: `lesson ${lesson.number} --section questions`, text: `${ask.prompt} ${text}`, code };
    }),
  ];
}

function symptomEntry({ id, title, signs, why, steps }: Symptom): SearchEntry {
  return { id: `symptom.${id}`, kind: 'symptom', title, place: 'troubleshooting', command: `troubleshoot ${id}`, text: [...signs, why, ...steps].join(' '), code: '' };
}

function taskEntry({ id, title, task }: Exercise, kind: 'exercise' | 'project'): SearchEntry {
  return { id, kind, title, place: id.replace('-', ' '), command: `learn`, ...contentOf(task) };
}

/** A section's text from one heading to the next. */
function parts(blocks: readonly Block[]): readonly { readonly title?: string; readonly blocks: readonly Block[] }[] {
  const found: { title?: string; blocks: Block[] }[] = [{ blocks: [] }];
  for (const block of blocks) {
    if (block.kind === 'heading') found.push({ title: inlineText(block.inline), blocks: [] });
    else found.at(-1)?.blocks.push(block);
  }
  return found.filter((part) => part.blocks.length > 0);
}

function contentOf(blocks: readonly Block[]): Pick<SearchEntry, 'text' | 'code'> {
  const text = blocks.map(blockText).filter((one) => one !== '').join(' ');
  const code = programsIn(blocks).flatMap((program) => [program.shown, ...messagesOf(program)]).join('\n');
  return { text, code };
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading': case 'paragraph': return inlineText(block.inline);
    case 'list': return block.items.map((item) => item.map(blockText).join(' ')).join(' ');
    case 'table': return [block.header, ...block.rows].map((row) => row.map(inlineText).join(' ')).join(' ');
    case 'quote': return block.blocks.map(blockText).join(' ');
    case 'verbatim': return block.text;
    case 'program': return '';
    default: return block satisfies never;
  }
}

function inlineText(inline: readonly Inline[]): string {
  return inline.map((part) => ('text' in part ? part.text : inlineText(part.children))).join('');
}

function programsIn(blocks: readonly Block[]): readonly Program[] {
  return blocks.flatMap((block) => (block.kind === 'program' ? [block.program] : block.kind === 'quote' ? programsIn(block.blocks) : []));
}

/** What a program says that it is caught with: kinds and words of messages. */
function messagesOf({ source, headerLines }: Program): readonly string[] {
  return source.split('\n').slice(0, headerLines).filter((line) => line.startsWith('// expect:')).map((line) => line.slice('// expect:'.length));
}
