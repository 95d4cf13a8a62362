import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { actionFor, liveActions } from '../../src/tui/actions.ts';
import { Play } from './play.ts';

/** Keys that lead to every screen and every state of one. */
const ways = [
  '', 'down enter', 'enter', 'enter ]', 'enter ] ]', 'enter ] ] ]', 'enter ] ] ] ]', 'enter ] ] ] ] enter', 'enter ] ] ] ] enter r',
  'enter ] ] ] ] ]', 'enter ] ] ] ] ] enter', 'enter ] ] ] ] ] enter 1', 'enter ] ] ] ] ] ]', 'enter ] ] ] ] ] ] enter', 'enter ] ] ] ] ] ] enter 1',
  'enter ] ] ] ] ] ] j enter 1', 'down down enter', 'down down enter enter', 'down down enter enter h h h r', '?', 'enter ? end', 'enter [', '/', '/ g o', 'enter / g o r o u t i n e space q ?',
] as const;

const sizes = [[40, 10], [40, 12], [59, 16], [80, 24], [120, 40], [200, 60]] as const;

describe.each(sizes)('at %i columns and %i rows', (columns, rows) => {
  test.each(ways)('the screen after %j fills the window, no row is too wide, header and footer stand', (keys) => {
    const all = new Play({ columns, rows }).press(keys).rows();
    expect(all).toHaveLength(rows);
    expect(all.filter((row) => stringWidth(row) > columns)).toEqual([]);
    expect(all[0]).toMatch(/\S/);
  });
});

test('a row that is cut says so', () => {
  const text = new Play({ columns: 40, rows: 30 }).press('enter ] ] ] ] enter').text();
  expect(text).toMatch(/^ {3}import \{ run, chan \} from 'concurre→$/m);
});

test('long code is shifted with the arrows and back', () => {
  const play = new Play({ columns: 40, rows: 30 }).press('enter ] ] ] ] enter');
  const before = play.text();
  expect(play.press('right right').text()).toMatch(/←.*concurrency-tutor';$/m);
  expect(play.press('left left').text()).toBe(before);
});

test('a window below 40 x 10 asks for more, and the screen comes back', () => {
  const play = new Play().press('enter ]');
  const before = play.text();
  play.event({ kind: 'resize', size: { columns: 30, rows: 8 } });
  expect(play.text()).toContain('Make the window at least 40x10'.slice(0, 30));
  expect(play.rows()).toHaveLength(8);
  expect(play.event({ kind: 'resize', size: { columns: 80, rows: 24 } }).text()).toBe(before);
});

test('making the window wider and narrower again leaves the scroll within the text', () => {
  const play = new Play({ columns: 40, rows: 12 }).press('enter end');
  play.event({ kind: 'resize', size: { columns: 200, rows: 60 } });
  expect(play.rows().at(-3)).toMatch(/\S/);
});

describe('the table of actions', () => {
  test.each(ways)('after %j no key is bound twice among the actions of the screen', (keys) => {
    const bound = liveActions(new Play().press(keys).state).filter((action) => action.scope === 'screen').flatMap((action) => action.keys);
    expect(bound).toEqual([...new Set(bound)]);
  });

  test.each(ways.filter((keys) => !keys.includes('/')))('after %j every key of the footer does what it says, and the help lists it', (keys) => {
    const play = new Play({ columns: 200, rows: 60 }).press(keys);
    const offered = liveActions(play.state).filter((action) => action.label !== undefined);
    for (const action of offered) expect(actionFor(play.state, action.keys[0] ?? '')).toBe(action);
    if (play.state.help.kind === 'open') return;
    const help = play.press('?').text();
    for (const action of offered) expect(help).toContain(action.help.slice(0, 30));
  });

  test.each(ways.filter((keys) => !/[?/]/.test(keys)))('after %j the footer ends with the way to all keys', (keys) => {
    expect(new Play({ columns: 40, rows: 12 }).press(keys).footer.trimEnd()).toMatch(/\? all keys$|^ [A-Z]/);
    expect(new Play().press(keys).footer.trimEnd()).toMatch(/\? all keys$/);
  });
});
