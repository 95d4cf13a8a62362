import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { keyNames } from '../../src/tui/keys.ts';

const none: Key = {
  upArrow: false, downArrow: false, leftArrow: false, rightArrow: false, pageDown: false, pageUp: false, home: false, end: false,
  return: false, escape: false, ctrl: false, shift: false, tab: false, backspace: false, delete: false, meta: false,
  super: false, hyper: false, capsLock: false, numLock: false,
};

const cases: readonly (readonly [string, string, Partial<Key>, readonly string[]])[] = [
  ['one letter', 'j', {}, ['j']],
  ['two letters in one event', 'jj', {}, ['j', 'j']],
  ['a letter and Enter in one event', 'j\r', {}, ['j', 'enter']],
  ['Enter', '\r', { return: true }, ['enter']],
  ['a line feed', '\n', {}, ['enter']],
  ['Space', ' ', {}, ['space']],
  ['a capital letter', 'G', { shift: true }, ['G']],
  ['an arrow', '', { downArrow: true }, ['down']],
  ['Page down', '', { pageDown: true }, ['page-down']],
  ['Shift and Tab', '', { tab: true, shift: true }, ['back-tab']],
  ['Ctrl-C', 'c', { ctrl: true }, ['ctrl-c']],
  ['Esc', '', { escape: true }, ['escape']],
  ['Esc and a letter at once', 'j', { meta: true }, ['escape', 'j']],
  ['Backspace, which arrives as Delete', '', { delete: true }, ['backspace']],
  ['control characters in one event with others', 'j\u001a\u001a', {}, ['j', 'ctrl-z', 'ctrl-z']],
  ['a control character without a letter', '\u001c', {}, []],
  ['a letter beyond the basic plane', '😀j', {}, ['😀', 'j']],
  ['the release of a key', 'j', { eventType: 'release' }, []],
];

test.each(cases)('%s', (_, input, key, names) => {
  expect(keyNames(input, { ...none, ...key })).toEqual(names);
});
