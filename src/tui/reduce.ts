/** State and event → next state and effects. Everything the screens do is decided here, without a terminal. */
import type { CourseIndex } from '../course/index.ts';
import type { CodeItem, Course, Exercise } from '../course/model.ts';
import type { Drive } from '../explore/index.ts';
import type { Judgement } from '../judge/verdict.ts';
import type { State as Saved } from '../progress/index.ts';
import type { SectionName } from '../reader/index.ts';
import { actionFor } from './actions.ts';
import { isTooSmall } from './geometry.ts';
import { keySign } from './keys.ts';
import { codeChecked, edited } from './moves/coding.ts';
import { driven } from './moves/driving.ts';
import { openLesson } from './moves/opening.ts';
import { noticeReading } from './moves/reading.ts';
import { indexed } from './moves/searching.ts';
import { isTyped, typed } from './moves/typing.ts';
import { checkDone, jobFailed, runDone } from './moves/working.ts';
import { perform } from './perform.ts';
import type { ProgramRun } from './program-run.ts';
import { settled } from './scrolling.ts';
import { andThen, step, type Step } from './step.ts';
import { emptySession, type Message, type Size, start, type State } from './state.ts';

export type Event =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'resize'; readonly size: Size }
  | { readonly kind: 'run-done'; readonly job: number; readonly run: ProgramRun }
  | { readonly kind: 'check-done'; readonly job: number; readonly judgement: Judgement }
  | { readonly kind: 'driven'; readonly job: number; readonly drive: Drive }
  | { readonly kind: 'code-checked'; readonly job: number; readonly complaints: readonly string[] }
  | { readonly kind: 'edited'; readonly problem: string | undefined }
  | { readonly kind: 'job-failed'; readonly job: number; readonly message: string }
  | { readonly kind: 'indexed'; readonly index: CourseIndex }
  | { readonly kind: 'index-failed'; readonly message: string }
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'save-failed'; readonly message: string };

export interface Beginning {
  readonly course: Course;
  readonly saved: Saved;
  readonly size: Size;
  readonly fileOf: (exercise: Exercise) => string;
  readonly copyOf: (item: CodeItem) => string;
  /** Opens this lesson, over the home screen. */
  readonly lesson?: { readonly id: string; readonly section?: SectionName };
  readonly message?: Message;
}

export function begin(beginning: Beginning): Step {
  const { lesson, ...rest } = beginning;
  const home: State = {
    ...rest,
    stack: [{ kind: 'home', place: start }],
    help: { kind: 'closed' }, language: 'ts', jobsStarted: 0, session: emptySession,
  };
  return lesson === undefined ? step(home) : andThen(openLesson(home, lesson.id, lesson.section), noticed);
}

export function reduce(state: State, event: Event): Step {
  switch (event.kind) {
    case 'key': return andThen(press(state, event.key), noticed);
    case 'resize': return andThen(step(settled({ ...state, size: event.size })), noticed);
    case 'run-done': return runDone(state, event.job, event.run);
    case 'check-done': return checkDone(state, event.job, event.judgement);
    case 'driven': return driven(state, event.job, event.drive);
    case 'code-checked': return andThen(codeChecked(state, event.job, event.complaints), noticed);
    case 'edited': return edited(state, event.problem);
    case 'job-failed': return jobFailed(state, event.job, event.message);
    case 'indexed': return step(settled(indexed(state, event.index)));
    case 'index-failed': return step({ ...state, message: { tone: 'problem', text: event.message } });
    case 'saved': return step({ ...state, saved: event.saved });
    case 'save-failed': return step({ ...state, unsaved: event.message, message: { tone: 'problem', text: event.message } });
  }
}

/** A message stays until the next key. */
function press(state: State, key: string): Step {
  const { message: _, ...quiet } = state;
  if (isTyped(quiet, key)) return step(isTooSmall(state.size) ? quiet : settled(typed(quiet, key)));
  const action = actionFor(quiet, key);
  if (action === undefined) return step({ ...quiet, message: { tone: 'note', text: `${keySign(key)} does nothing here. ? shows all keys.` } });
  // What cannot be seen must not be changed.
  if (isTooSmall(state.size) && !['back', 'quit', 'suspend', 'repaint'].includes(action.id)) return step(quiet);
  return andThen(perform(quiet, action, key), (next) => step(settled(next)));
}

function noticed(state: State): Step {
  return isTooSmall(state.size) ? step(state) : noticeReading(state);
}
