/** Lines for the normal screen: what was done, and how to go on. */
import { counted } from './lesson-state.ts';
import type { Session, State } from './state.ts';

export function receipt(state: State): string {
  const lesson = state.stack.map((screen) => ('lesson' in screen ? screen.lesson : undefined)).findLast((id) => id !== undefined);
  const number = state.course.lessons.find((each) => each.id === lesson)?.number;
  const resume = number === undefined ? 'concurrency-tutor' : `concurrency-tutor lesson ${number}`;
  return `${doneWords(state.session)} ${savedWords(state)}\nGo on with: ${resume}\n`;
}

function savedWords({ unsaved }: State): string {
  return unsaved === undefined ? 'Your place is saved.' : `It is not saved. ${unsaved}`;
}

function doneWords(session: Session): string {
  const parts = [
    session.sectionsRead > 0 ? `${counted(session.sectionsRead, 'section')} read` : '',
    session.answers > 0 ? `${counted(session.answers, 'question')} answered (${session.rightAnswers} right)` : '',
    session.programsRun > 0 ? `${counted(session.programsRun, 'program')} run` : '',
    session.checks > 0 ? `${counted(session.checks, 'check')} of your work` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing new this time.' : `Done: ${parts.join(', ')}.`;
}
