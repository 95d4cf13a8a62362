/** The one table of everything a key can do: it drives the keys, the footer and the help. */
import type { Block } from '../course/model.ts';
import { hasTwins, isItemSection, refusedWords, roleNames, sectionsOf, textOf } from '../reader/index.ts';
import { askedOf } from './content/ask.ts';
import { pitfallOf } from './content/pitfall.ts';
import { isTextKey, keySign } from './keys.ts';
import { isPretestPassed } from './lesson-state.ts';
import { isPart, isPuzzle, isTyping, lessonOf, type Outcome, type PuzzleScreen, shown, type State } from './state.ts';

export type ActionId =
  | 'open' | 'answer' | 'choose' | 'tick' | 'next' | 'again'
  | 'submit' | 'place' | 'piece' | 'piece-up' | 'piece-down' | 'judge' | 'retry' | 'show-answer' | 'skip'
  | 'pick' | 'pick-numbered' | 'unpick' | 'edit' | 'check-code'
  | 'run-broken' | 'run-fixed' | 'check' | 'hint' | 'cancel'
  | 'next-section' | 'previous-section' | 'next-part' | 'previous-part' | 'language'
  | 'up' | 'down' | 'page-up' | 'page-down' | 'top' | 'bottom' | 'left' | 'right'
  | 'search' | 'back' | 'help' | 'close-help' | 'quit' | 'repaint' | 'suspend';

export interface Action {
  readonly id: ActionId;
  readonly keys: readonly string[];
  /** What the footer says; actions without it are in the help only. */
  readonly label?: string | ((state: State) => string);
  /** What stands for the keys in the footer, if not the first of them. */
  readonly sign?: string | ((state: State) => string);
  readonly help: string;
  /** `screen`: belongs to some screens. `everywhere`: always there. */
  readonly scope: 'screen' | 'everywhere';
  readonly isOffered: (state: State) => boolean;
}

const always = () => true;

/** The order is that of the footer: the most likely first. */
export const screenActions: readonly Action[] = [
  { id: 'cancel', keys: ['c'], label: 'stop', help: 'Stop what is running', scope: 'screen', isOffered: (state) => state.job !== undefined },
  { id: 'open', keys: ['enter'], label: 'open', help: 'Open what is chosen', scope: 'screen', isOffered: isList },
  { id: 'choose', keys: ['1', '2', '3', '4', '5'], sign: (state) => `1–${choicesIn(state)}`, label: 'choose', help: 'Choose an answer by its number', scope: 'screen', isOffered: isAsking },
  { id: 'answer', keys: ['enter'], label: 'answer', help: 'Answer with what is chosen', scope: 'screen', isOffered: isAsking },
  { id: 'tick', keys: ['space'], label: 'tick', help: 'Tick or untick a choice', scope: 'screen', isOffered: isTicking },
  { id: 'submit', keys: ['enter'], label: 'answer', help: 'Answer with what is typed', scope: 'screen', isOffered: (state) => isOpen(state, 'blank') },
  { id: 'place', keys: ['enter'], label: placeLabel, help: 'Place the chosen piece, or take it back', scope: 'screen', isOffered: (state) => isOpen(state, 'arrange') },
  { id: 'judge', keys: ['r'], label: 'check', help: 'Check the order', scope: 'screen', isOffered: (state) => isOpen(state, 'arrange') },
  { id: 'piece', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], help: 'Place the piece with this number', scope: 'screen', isOffered: (state) => isOpen(state, 'arrange') },
  { id: 'piece-down', keys: ['J'], sign: 'J K', label: 'shift', help: 'Move a placed piece down', scope: 'screen', isOffered: (state) => isOpen(state, 'arrange') },
  { id: 'piece-up', keys: ['K'], help: 'Move a placed piece up', scope: 'screen', isOffered: (state) => isOpen(state, 'arrange') },
  { id: 'pick', keys: ['enter'], label: 'go on', help: 'Let the chosen one go on', scope: 'screen', isOffered: mayPick },
  { id: 'pick-numbered', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], help: 'Let the one with this number go on', scope: 'screen', isOffered: mayPick },
  { id: 'unpick', keys: ['z'], label: 'take back', help: 'Take the last choice back', scope: 'screen', isOffered: (state) => shown(state).kind === 'drive' && state.job === undefined && (outcomeOf(state) === 'open' || outcomeOf(state) === 'wrong') },
  { id: 'edit', keys: ['e'], label: 'edit', help: 'Open your copy in your editor', scope: 'screen', isOffered: (state) => shown(state).kind === 'code' },
  { id: 'check-code', keys: ['r'], label: 'check', help: 'Run your copy and check what it does', scope: 'screen', isOffered: (state) => shown(state).kind === 'code' },
  { id: 'retry', keys: ['a'], label: 'try again', help: 'Try again', scope: 'screen', isOffered: (state) => outcomeOf(state) === 'wrong' && shown(state).kind !== 'code' },
  { id: 'show-answer', keys: ['s'], label: 'answer', help: 'Show the answer', scope: 'screen', isOffered: (state) => outcomeOf(state) === 'wrong' },
  { id: 'skip', keys: ['s'], label: 'to the pitfalls', help: 'Skip what you know: go to the pitfalls', scope: 'screen', isOffered: maySkip },
  { id: 'run-broken', keys: ['r'], label: (state) => runLabel(state, 'broken'), help: 'Run the pitfall\'s first program under many schedules', scope: 'screen', isOffered: (state) => hasProgram(state, 'broken') },
  { id: 'run-fixed', keys: ['f'], label: (state) => runLabel(state, 'fixed'), help: 'Run its second program, the cure, under many schedules', scope: 'screen', isOffered: (state) => hasProgram(state, 'fixed') },
  { id: 'check', keys: ['r'], label: 'check', help: 'Check your work', scope: 'screen', isOffered: (state) => shown(state).kind === 'exercise' },
  { id: 'hint', keys: ['h'], label: 'hint', help: 'Show one more hint', scope: 'screen', isOffered: (state) => shown(state).kind === 'exercise' },
  { id: 'next', keys: ['enter', 'n'], label: 'next', help: 'Go to the next one', scope: 'screen', isOffered: isAnswered },
  { id: 'again', keys: ['a'], label: 'ask again', help: 'Ask the same question again', scope: 'screen', isOffered: isAnswered },
  { id: 'language', keys: ['t'], label: (state) => (state.language === 'ts' ? 'show Go' : 'show TypeScript'), help: 'Show the program in the other language', scope: 'screen', isOffered: showsTwins },
  { id: 'next-section', keys: [']', 'tab'], label: 'next section', help: 'Go to the next section', scope: 'screen', isOffered: isReading },
  { id: 'previous-section', keys: ['[', 'back-tab'], help: 'Go to the section before', scope: 'screen', isOffered: isReading },
  { id: 'next-part', keys: [']', 'tab'], label: nextPartLabel, help: 'Go to the next one', scope: 'screen', isOffered: (state) => isPart(shown(state)) },
  { id: 'previous-part', keys: ['[', 'back-tab'], help: 'Go to the one before', scope: 'screen', isOffered: (state) => isPart(shown(state)) },
];

export const otherActions: readonly Action[] = [
  { id: 'down', keys: ['down', 'j'], sign: '↑↓', label: 'move', help: 'Down', scope: 'everywhere', isOffered: always },
  { id: 'up', keys: ['up', 'k'], help: 'Up', scope: 'everywhere', isOffered: always },
  { id: 'page-down', keys: ['page-down', 'space', 'd'], sign: 'Space', label: (state) => (isText(state) ? 'page' : ''), help: 'A page down', scope: 'everywhere', isOffered: always },
  { id: 'page-up', keys: ['page-up', 'u'], help: 'A page up', scope: 'everywhere', isOffered: always },
  { id: 'top', keys: ['home', 'g'], help: 'To the top', scope: 'everywhere', isOffered: always },
  { id: 'bottom', keys: ['end', 'G'], help: 'To the end', scope: 'everywhere', isOffered: always },
  { id: 'right', keys: ['right', 'l'], help: 'Show more of long lines of code', scope: 'everywhere', isOffered: always },
  { id: 'left', keys: ['left'], help: 'Back to the start of long lines', scope: 'everywhere', isOffered: always },
  { id: 'search', keys: ['/'], label: (state) => (shown(state).kind === 'home' || shown(state).kind === 'lessons' ? 'search' : ''), help: 'Search the whole course', scope: 'everywhere', isOffered: always },
  { id: 'back', keys: ['q', 'escape'], label: (state) => (state.stack.length === 1 ? 'leave' : 'back'), help: 'Back; on the first screen q leaves', scope: 'everywhere', isOffered: always },
  { id: 'help', keys: ['?'], label: 'all keys', help: 'Show or hide this help', scope: 'everywhere', isOffered: always },
  { id: 'quit', keys: ['ctrl-c'], help: 'Leave at once; everything is saved', scope: 'everywhere', isOffered: always },
  { id: 'repaint', keys: ['ctrl-l'], help: 'Draw the screen afresh', scope: 'everywhere', isOffered: always },
  { id: 'suspend', keys: ['ctrl-z'], help: 'Pause, back to the shell; fg returns', scope: 'everywhere', isOffered: always },
];

const helpActions: readonly Action[] = [
  { id: 'close-help', keys: ['escape', 'q', '?', 'enter'], label: 'close', help: 'Close this help', scope: 'everywhere', isOffered: always },
];

/** What the keys do now, in the order in which they are looked up. */
export function liveActions(state: State): Action[] {
  if (state.help.kind === 'open') return [...helpActions, ...otherActions.filter((action) => action.id !== 'back' && action.id !== 'help')];
  const all = [...actionsFor(state), ...otherActions];
  return isTyping(shown(state)) ? all.flatMap(whileTyping) : all;
}

/** Letters are typed there, so only the other keys still act. */
function whileTyping(action: Action): Action[] {
  const keys = action.keys.filter((key) => !isTextKey(key));
  return keys.length === 0 ? [] : [{ ...action, keys, ...(action.id === 'page-down' ? { sign: 'PgDn' } : {}) }];
}

/** The screen's own actions. */
export function actionsFor(state: State): Action[] {
  return screenActions.filter((action) => action.isOffered(state));
}

export function actionFor(state: State, key: string): Action | undefined {
  return liveActions(state).find((action) => action.keys.includes(key));
}

/** The labels of the footer: at most `most`, help always last, back before it. */
export function footerLabels(state: State, most: number): { readonly sign: string; readonly label: string }[] {
  const live = liveActions(state).filter((action) => labelOf(action, state) !== '');
  const last = live.filter((action) => action.id === 'back' || action.id === 'help');
  const first = live.filter((action) => !last.includes(action)).slice(0, Math.max(0, most - last.length));
  return [...first, ...last].map((action) => ({
    sign: (typeof action.sign === 'function' ? action.sign(state) : action.sign) ?? keySign(action.keys[0] ?? ''),
    label: labelOf(action, state),
  }));
}

function labelOf(action: Action, state: State): string {
  return typeof action.label === 'function' ? action.label(state) : action.label ?? '';
}

/** After an answer, Enter goes on as well and has the footer to itself. */
function nextPartLabel(state: State): string {
  const screen = shown(state);
  if (screen.kind === 'pitfall') return 'next pitfall';
  return (screen.kind === 'ask' && screen.answered === undefined) || outcomeOf(state) === 'open' ? 'skip' : '';
}

function isList(state: State): boolean {
  const screen = shown(state);
  switch (screen.kind) {
    case 'home': case 'lessons': case 'exercises': return true;
    case 'search': return screen.hits.length > 0;
    case 'reader': return screen.section === 'pitfalls' || screen.section === 'questions' || isItemSection(screen.section);
    case 'pitfall': case 'ask': case 'blank': case 'arrange': case 'drive': case 'code': case 'exercise': case 'symptom': return false;
  }
}

/** A screen without anything to choose. */
function isText(state: State): boolean {
  const screen = shown(state);
  return !isList(state) && screen.kind !== 'ask' && screen.kind !== 'search' && !isPuzzle(screen);
}

function isReading(state: State): boolean {
  const screen = shown(state);
  return screen.kind === 'reader' && sectionsOf(lessonOf(state, screen.lesson)).length > 1;
}

function outcomeOf(state: State): Outcome | undefined {
  const screen = shown(state);
  return isPuzzle(screen) ? screen.outcome : undefined;
}

function isOpen(state: State, kind: PuzzleScreen['kind']): boolean {
  return shown(state).kind === kind && outcomeOf(state) === 'open';
}

function mayPick(state: State): boolean {
  const screen = shown(state);
  return screen.kind === 'drive' && screen.outcome === 'open' && screen.drive !== undefined && state.job === undefined;
}

function placeLabel(state: State): string {
  const screen = shown(state);
  return screen.kind === 'arrange' && screen.place.cursor < screen.placed.length ? 'take back' : 'place';
}

function maySkip(state: State): boolean {
  const screen = shown(state);
  return screen.kind === 'reader' && screen.section === 'pretest' && isPretestPassed(state, screen.lesson);
}

function isAsking(state: State): boolean {
  const screen = shown(state);
  return screen.kind === 'ask' && screen.answered === undefined;
}

function choicesIn(state: State): number {
  const screen = shown(state);
  return screen.kind === 'ask' ? askedOf(state, screen).choices.length : 0;
}

function isTicking(state: State): boolean {
  const screen = shown(state);
  return screen.kind === 'ask' && screen.answered === undefined && askedOf(state, screen).isMulti;
}

function isAnswered(state: State): boolean {
  const screen = shown(state);
  const outcome = outcomeOf(state);
  return (screen.kind === 'ask' && screen.answered !== undefined) || outcome === 'right' || outcome === 'shown';
}

/** `run broken`, `run before`. The key of a program that is refused before it runs says so, but nobody is asked to press it. */
function runLabel(state: State, role: 'broken' | 'fixed'): string {
  const screen = shown(state);
  if (screen.kind !== 'pitfall') return '';
  const pitfall = pitfallOf(state, screen);
  return refusedWords(pitfall[role]?.expectation) === undefined ? `run ${roleNames(pitfall)[role].toLowerCase()}` : '';
}

function hasProgram(state: State, role: 'broken' | 'fixed'): boolean {
  const screen = shown(state);
  return screen.kind === 'pitfall' && pitfallOf(state, screen)[role] !== undefined;
}

function showsTwins(state: State): boolean {
  return hasTwins(shownBlocks(state));
}

function shownBlocks(state: State): readonly Block[] {
  const screen = shown(state);
  switch (screen.kind) {
    case 'reader': {
      const { section } = screen;
      if (section === 'pitfalls' || section === 'questions' || isItemSection(section)) return [];
      return textOf(lessonOf(state, screen.lesson), section);
    }
    case 'pitfall': return pitfallOf(state, screen).blocks;
    case 'ask': return screen.answered === undefined ? [] : askedOf(state, screen).answer;
    case 'blank': case 'arrange': case 'drive': case 'code': case 'exercise': case 'home': case 'lessons': case 'exercises': case 'search': case 'symptom': return [];
  }
}
