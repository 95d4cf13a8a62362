import { describe, expect, test } from 'vitest';
import stringWidth from 'string-width';
import { offered } from '../../src/course/index.ts';
import type { ArrangeItem } from '../../src/course/model.ts';
import type { Drive } from '../../src/explore/index.ts';
import { Play, type PlayOptions } from './play.ts';
import { puzzleCourse } from './puzzle-course.ts';

/** The lesson at its practice item of this number, counted from 1. */
function practice(number: number, size: PlayOptions = {}): Play {
  const play = new Play({ course: puzzleCourse, lesson: 'lesson-1', ...size }).press('] ] ] ] ] ] ]');
  return play.press(`${'down '.repeat(number - 1)} enter`);
}

function answers(play: Play): unknown[] {
  return play.effectsOf('save').flatMap(({ change }) => (change.kind === 'answer' ? [{ item: change.item, correct: change.correct, ...(change.text === undefined ? {} : { text: change.text }) }] : []));
}

function type(play: Play, text: string): Play {
  for (const key of text) play.event({ kind: 'key', key: key === ' ' ? 'space' : key });
  return play;
}

describe('the pretest', () => {
  test('is where a new lesson begins, and one key skips it', () => {
    const play = new Play({ course: puzzleCourse, lesson: 'lesson-1' });
    expect(play.crumb).toBe('Lesson 1 · Goroutines › Pretest');
    expect(play.text()).toContain('] skips them');
    expect(play.press(']').crumb).toBe('Lesson 1 · Goroutines › Explanation');
  });

  test('passed, it offers to go to the pitfalls; failed, it does not', () => {
    const passed = new Play({ course: puzzleCourse, lesson: 'lesson-1' }).press('enter 1 n 1 n');
    expect(passed.text()).toContain('2 of 2 right: you know the basics');
    expect(passed.press('s').crumb).toBe('Lesson 1 · Goroutines › Pitfalls');
    const failed = new Play({ course: puzzleCourse, lesson: 'lesson-1' }).press('enter 1 n 2 n');
    expect(failed.text()).toContain('1 of 2 right. The lesson explains the rest');
    expect(failed.press('s').crumb).toBe('Lesson 1 · Goroutines › Pretest');
  });

  test('need not be taken for a lesson to count as read, nor need the exit ticket', () => {
    expect(new Play({ course: puzzleCourse, lesson: 'lesson-1' }).text()).toContain('0 of 7 sections read');
  });
});

test('the exit ticket is the last section and says how many were right', () => {
  const play = new Play({ course: puzzleCourse, lesson: 'lesson-1' }).press('] ] ] ] ] ] ] ]');
  expect(play.crumb).toBe('Lesson 1 · Goroutines › Exit ticket');
  expect(play.press('enter 1 n').text()).toContain('1 of 1 right.');
});

describe('a gap', () => {
  const gap = (): Play => practice(1);

  test('shows what is typed in the program, also letters that are keys elsewhere', () => {
    expect(gap().text()).toContain('____;');
    expect(type(gap(), 'q?n').text()).toContain('  q?n;');
    expect(type(gap(), 'ab').press('backspace').text()).toContain('In the gap: a_');
  });

  test('a listed wrong answer is told why; it may be tried again', () => {
    const play = type(gap(), 'work()').press('enter');
    expect(play.text()).toContain('That is a call.');
    expect(play.press('a').text()).toContain('____;');
    expect(type(play, 'go( work )').press('enter').text()).toContain('✓ Right.');
    expect(answers(play)).toEqual([{ item: '1.gap', correct: false, text: 'work()' }, { item: '1.gap', correct: true, text: 'go( work )' }]);
  });

  test('any other wrong answer gets the hint, and the answer can be shown', () => {
    const play = type(gap(), 'x').press('enter');
    expect(play.text()).toContain('Think again.');
    expect(play.press('s').text()).toContain('✓ `go(work)` That is how it is.');
  });

  test('nothing typed is no answer; Esc goes back', () => {
    expect(answers(gap().press('enter'))).toEqual([]);
    expect(gap().press('escape').crumb).toBe('Lesson 1 · Goroutines › Practice');
  });
});

describe('pieces to put in order', () => {
  const item = puzzleCourse.lessons[0]?.items.find(({ id }) => id === '1.order') as ArrangeItem;
  const texts = offered(item).map(({ text }) => text);

  /** Places pieces by the numbers they have among those that are left. */
  function placed(play: Play, ...pieces: readonly string[]): Play {
    const left = [...texts];
    for (const piece of pieces) play.press(String(left.splice(left.indexOf(piece), 1).length && texts.filter((text) => left.includes(text) || text === piece).indexOf(piece) + 1));
    return play;
  }

  test('placed in order they are right, and every piece says why', () => {
    const play = placed(practice(2), 'first', 'second', 'third').press('r');
    expect(play.text()).toContain('✓ Right.');
    expect(play.text()).toContain('second It follows.');
    expect(answers(play)).toEqual([{ item: '1.order', correct: true }]);
  });

  test('a wrong order says from where on, and goes on with what was done', () => {
    const play = placed(practice(2), 'first', 'third', 'second').press('r');
    expect(play.text()).toContain('The first one is right; number 2 does not belong there.');
    expect(play.press('a').text()).toMatch(/1\. first\n.*2\. third\n.*3\. second/);
    play.press('home down J r');
    expect(play.text()).toContain('✓ Right.');
  });

  test('a piece that belongs nowhere is told why', () => {
    expect(placed(practice(2), 'first', 'never').press('r').text()).toContain('It does not happen.');
  });

  test('Enter places the chosen piece and takes a placed one back', () => {
    const play = practice(2).press('enter');
    expect(play.text()).toMatch(new RegExp(`1\\. ${texts[0]}`));
    expect(play.press('home enter').text()).toContain('nothing yet');
  });
});

describe('a program to drive', () => {
  const choices = [{ who: 'main', does: 'begins', line: 4 }, { who: 'goroutine 2', does: 'sends on `jobs`' }];
  const atChoice: Drive = { events: [{ who: 'main', what: 'begins' }], output: '', choices, findings: [] };
  const end: Drive = { events: [{ who: 'main', what: 'ends' }], output: '', choices: [], findings: [{ kind: 'deadlock', message: 'All are asleep.' }] };

  const picks = (play: Play): unknown[] => play.effectsOf('drive').map((effect) => effect.picks);
  const answer = (play: Play, drive: Drive): Play => play.event({ kind: 'driven', job: play.state.jobsStarted, drive });

  test('is started at once; every choice goes to the program, and one can be taken back', () => {
    const play = answer(practice(3), atChoice);
    expect(play.text()).toMatch(/Who goes on\?\n.*1\. main begins, line 4\n.*2\. goroutine 2 sends on `jobs`/);
    answer(play.press('2'), atChoice).press('z');
    answer(play, atChoice).press('down enter');
    expect(picks(play)).toEqual([[], [1], [], [1]]);
  });

  test('the goal reached is right, another end is not and may be changed', () => {
    const missed = answer(answer(practice(3), atChoice).press('1'), { ...end, findings: [] });
    expect(missed.text()).toContain('✗ Not what was asked for.');
    const play = answer(missed.press('z'), atChoice).press('2');
    expect(answer(play, end).text()).toContain('✓ That was it, with 1 choice.');
    expect(answers(play)).toEqual([{ item: '1.drive', correct: false }, { item: '1.drive', correct: true }]);
  });

  test('a result that comes too late is not shown', () => {
    const play = answer(practice(3), atChoice);
    expect(play.event({ kind: 'driven', job: 0, drive: end }).text()).toContain('Who goes on?');
  });

  test('that cannot be driven, it says why', () => {
    const play = practice(3);
    expect(play.event({ kind: 'job-failed', job: play.state.jobsStarted, message: 'It loops.' }).text()).toContain('! It loops.');
  });
});

describe('a program to fix', () => {
  const done = (play: Play, complaints: readonly string[]): Play => play.event({ kind: 'code-checked', job: play.state.jobsStarted, complaints });

  test('is opened in the editor and checked; what it does not do is shown', () => {
    const play = practice(4).press('e').event({ kind: 'edited', problem: undefined }).press('r');
    expect(play.effectsOf('edit').map(({ item }) => item.id)).toEqual(['1.fix']);
    expect(done(play, ['expected: no finding\nhappened: deadlock']).text()).toMatch(/Not yet.\n.*expected: no finding\n.*happened: deadlock/);
    expect(done(play.press('r'), []).text()).toContain('✓ Right: it does what it should');
    expect(answers(play)).toEqual([{ item: '1.fix', correct: false }, { item: '1.fix', correct: true }]);
  });

  test('the answer is there only after an attempt', () => {
    expect(practice(4).press('s').text()).not.toContain('One way');
    expect(done(practice(4).press('r'), ['no']).press('s').press('G').text()).toContain('chan<number>(1)');
  });

  test('an editor that cannot be started is said', () => {
    expect(practice(4).press('e').event({ kind: 'edited', problem: 'Set EDITOR.' }).text()).toContain('Set EDITOR.');
  });
});

describe.each([[80, 24], [40, 12]])('at %i columns and %i rows', (columns, rows) => {
  test.each([1, 2, 3, 4])('every row of practice item %i fits', (number) => {
    const play = practice(number, { columns, rows });
    expect(play.rows()).toHaveLength(rows);
    for (const row of play.rows()) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
  });
});
