/**
 * Ink's input events → names of single keys.
 *
 * Ink splits a chunk of input at escape sequences, Ctrl-C and Backspace, but hands everything between them over in one
 * piece: quick typing, SSH and tmux deliver `jj` or `j\r` as one event. And Esc followed at once by a letter arrives as
 * that letter with `meta`. Here every key becomes one name again.
 */
import type { Key } from 'ink';

/** `j`, `?`, `enter`, `page-down`, `ctrl-c` … */
export function keyNames(input: string, key: Key): string[] {
  if (key.eventType === 'release') return [];
  const named = namedKey(key);
  if (named !== undefined) return [named];
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
  const names = Array.from(input).map(characterName).filter((name) => name !== undefined);
  return key.meta && names.length > 0 ? ['escape', ...names] : names;
}

function namedKey(key: Key): string | undefined {
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return 'left';
  if (key.rightArrow) return 'right';
  if (key.pageUp) return 'page-up';
  if (key.pageDown) return 'page-down';
  if (key.home) return 'home';
  if (key.end) return 'end';
  if (key.return) return 'enter';
  if (key.escape) return 'escape';
  if (key.tab) return key.shift ? 'back-tab' : 'tab';
  if (key.backspace || key.delete) return 'backspace';
  return undefined;
}

function characterName(character: string): string | undefined {
  switch (character) {
    case '\r': case '\n': return 'enter';
    case '\t': return 'tab';
    case ' ': return 'space';
    case '\u007f': case '\b': return 'backspace';
    default: return character < ' ' ? controlName(character) : character;
  }
}

function controlName(character: string): string | undefined {
  const code = character.charCodeAt(0);
  return code >= 1 && code <= 26 ? `ctrl-${String.fromCharCode(code + 96)}` : undefined;
}

/** Whether a key is a character, or takes one away: what may be typed into a line of text. */
export function isTextKey(name: string): boolean {
  return name === 'space' || name === 'backspace' || Array.from(name).length === 1;
}

const signs: Readonly<Record<string, string>> = {
  up: '↑', down: '↓', left: '←', right: '→', enter: 'Enter', escape: 'Esc', space: 'Space', 'page-up': 'PgUp', 'page-down': 'PgDn',
  home: 'Home', end: 'End', tab: 'Tab', 'back-tab': 'Shift-Tab', backspace: 'Backspace',
};

/** A key as the footer and the help show it. */
export function keySign(name: string): string {
  return signs[name] ?? name.replace(/^ctrl-(.)$/, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`);
}
