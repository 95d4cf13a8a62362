/** What there is to find in a course, as plain text. */
import type { Block, Course, Exercise, Inline, Lesson, Program, Symptom } from '../model.ts';

export type EntryKind = 'explanation' | 'where to use' | 'snippet' | 'example' | 'pitfall' | 'question' | 'symptom' | 'exercise' | 'project';

/** Where an entry is to be read. `section` as the command line names it; an `index` counts from 0 within the lesson. */
export type SearchTarget =
  | { readonly kind: 'section'; readonly lesson: string; readonly section: 'explanation' | 'where-to-use' | 'snippet' | 'example'; readonly heading?: string }
  | { readonly kind: 'pitfall' | 'question'; readonly lesson: string; readonly index: number }
  | { readonly kind: 'symptom'; readonly symptom: string }
  | { readonly kind: 'exercise'; readonly exercise: string };

export interface SearchEntry {
  /** Unique in the course: `3.P1`, `lesson-3.explanation.2`, `symptom.leak`. */
  readonly id: string;
  readonly kind: EntryKind;
  readonly title: string;
  /** Where it stands: `lesson 3, Channels`. */
  readonly place: string;
  readonly target: SearchTarget;
  /** What it says. */
  readonly text: string;
  /** Its programs, and the messages they are caught with. */
  readonly code: string;
}

/** Every section, pitfall, question, symptom and task; each lesson is read when its turn comes. */
export function* searchEntries(course: Course): Generator<readonly SearchEntry[]> {
  for (const lesson of course.lessons) yield lessonEntries(lesson);
  yield course.reference.symptoms.map(symptomEntry);
  for (const exercise of course.exercises) yield [taskEntry(exercise, 'exercise')];
  for (const project of course.projects) yield [taskEntry(project, 'project')];
}

function lessonEntries(lesson: Lesson): SearchEntry[] {
  const place = `lesson ${lesson.number}, ${lesson.title}`;
  const section = (kind: EntryKind, name: Extract<SearchTarget, { kind: 'section' }>['section'], blocks: readonly Block[]): SearchEntry[] => parts(blocks).map((part, index) => ({
    id: `${lesson.id}.${name}.${index + 1}`, kind, place, title: part.title ?? lesson.title,
    target: { kind: 'section', lesson: lesson.id, section: name, ...(part.title === undefined ? {} : { heading: part.title }) }, ...contentOf(part.blocks),
  }));
  return [
    ...section('explanation', 'explanation', lesson.explanation),
    ...section('where to use', 'where-to-use', lesson.whereToUse),
    ...section('snippet', 'snippet', lesson.snippet),
    ...section('example', 'example', lesson.example),
    ...lesson.pitfalls.map(({ id, title, blocks }, index): SearchEntry => ({ id, kind: 'pitfall', title, place, target: { kind: 'pitfall', lesson: lesson.id, index }, ...contentOf(blocks) })),
    ...lesson.questions.map(({ id, title, ask, answer }, index): SearchEntry => {
      const { text, code } = contentOf(answer);
      return { id, kind: 'question', title, place, target: { kind: 'question', lesson: lesson.id, index }, text: `${ask.prompt} ${text}`, code };
    }),
  ];
}

function symptomEntry({ id, title, signs, why, steps }: Symptom): SearchEntry {
  return { id: `symptom.${id}`, kind: 'symptom', title, place: 'troubleshooting', target: { kind: 'symptom', symptom: id }, text: [...signs, why, ...steps].join(' '), code: '' };
}

function taskEntry({ id, title, task }: Exercise, kind: 'exercise' | 'project'): SearchEntry {
  return { id, kind, title, place: id.replace('-', ' '), target: { kind: 'exercise', exercise: id }, ...contentOf(task) };
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
