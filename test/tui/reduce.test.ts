import { describe, expect, test } from 'vitest';
import { emptyState, type State as Saved } from '../../src/progress/index.ts';
import { receipt } from '../../src/tui/receipt.ts';
import { Play } from './play.ts';
import { sampleCourse, sampleExercise, sampleJudgement } from './sample-course.ts';
import { paragraph, text } from '../reader/sample-lesson.ts';

const run = { verdict: 'deadlock', schedules: 200, outcomes: [
  { verdict: 'deadlock', output: '', count: 180, unfinished: 0, message: 'Everybody waits.' },
  { verdict: 'pass', output: 'hello\n', count: 20, unfinished: 2 },
] } as const;

function started(): Saved {
  return { ...emptyState(), lessons: { 'lesson-1': { state: 'started', section: 'snippet', sectionsRead: ['explanation', 'where-to-use'], answers: {} } } };
}

describe('moving between screens', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', 'concurrency-tutor'],
    ['enter', 'Lesson 1 · Goroutines › Explanation'],
    ['enter ]', 'Lesson 1 · Goroutines › Where to use'],
    ['enter ] ] [', 'Lesson 1 · Goroutines › Where to use'],
    ['enter [', 'Lesson 1 · Goroutines › Explanation'],
    ['enter tab tab tab tab', 'Lesson 1 · Goroutines › Pitfalls'],
    ['enter ] ] ] ] enter', 'Lesson 1 · Goroutines › Pitfall 1'],
    ['enter ] ] ] ] enter q', 'Lesson 1 · Goroutines › Pitfalls'],
    ['enter ] ] ] ] ] ] down enter', 'Lesson 1 · Goroutines › Practice 2'],
    ['enter ] ] ] ] ] ] enter ]', 'Lesson 1 · Goroutines › Practice 2'],
    ['enter ] ] ] ] ] ] enter ] [', 'Lesson 1 · Goroutines › Practice 1'],
    ['enter q', 'concurrency-tutor'],
    ['enter escape', 'concurrency-tutor'],
    ['escape', 'concurrency-tutor'],
    ['down enter', 'Lessons'],
    ['j enter j j enter', 'Lesson 3 · Channels › Explanation'],
    ['down down enter', 'Exercises'],
    ['down down enter enter', 'Exercise 1 · Parallel sum'],
    ['end enter enter', 'Project 1 · Data pipeline'],
    ['?', 'Keys'],
    ['? escape', 'concurrency-tutor'],
    ['enter ? q', 'Lesson 1 · Goroutines › Explanation'],
  ];

  test.each(cases)('%j shows %s', (keys, crumb) => {
    expect(new Play().press(keys).crumb).toBe(crumb);
  });
});

test('q on the first screen leaves with 0, Ctrl-C leaves from anywhere with 130', () => {
  expect(new Play().press('q').effectsOf('quit')).toEqual([{ kind: 'quit', code: 0 }]);
  expect(new Play().press('enter ] ? ctrl-c').effectsOf('quit')).toEqual([{ kind: 'quit', code: 130 }]);
});

test('somebody new is offered the first lesson, somebody who has begun the place where they were', () => {
  expect(new Play().text()).toContain('› Start with lesson 1: Goroutines');
  const again = new Play({ saved: started() });
  expect(again.text()).toContain('› Continue lesson 1: Goroutines');
  expect(again.text()).toContain('Snippet · 2 of 7 sections read');
  expect(again.press('enter').crumb).toBe('Lesson 1 · Goroutines › Snippet');
});

test('the lesson that was open last is the one to continue, also when a later one was begun', () => {
  const play = new Play().press('enter q down enter');
  expect(play.crumb).toContain('Lesson 2');
  expect(play.press('q').text()).toContain('Continue lesson 2: Wait groups');
  play.press('end up up enter enter q q');
  expect(play.text()).toContain('Continue lesson 1: Goroutines');
  expect(new Play({ saved: play.state.saved }).text()).toContain('› Continue lesson 1: Goroutines');
});

test('progress of before, which names no last lesson, continues the latest lesson that was begun', () => {
  const lesson = { state: 'started', sectionsRead: [], answers: {} } as const;
  const saved = { ...emptyState(), lessons: { 'lesson-1': { ...lesson, sectionsRead: [] }, 'lesson-2': { ...lesson, sectionsRead: [] } } };
  expect(new Play({ saved }).text()).toContain('› Continue lesson 2: Wait groups');
  expect(new Play({ saved: { ...saved, lastLesson: 'lesson-9' } }).text()).toContain('› Continue lesson 2: Wait groups');
});

test('a section remembers how far it was read while others are looked at', () => {
  const play = new Play().press('enter page-down page-down');
  const before = play.rows().slice(2);
  expect(play.press('] [').rows().slice(2)).toEqual(before);
});

test('a text is read when its end has been shown, not before', () => {
  const play = new Play().press('enter page-down');
  expect(play.state.saved.lessons['lesson-1']?.sectionsRead).toEqual([]);
  play.press('end');
  expect(play.state.saved.lessons['lesson-1']?.sectionsRead).toEqual(['explanation']);
  expect(play.effectsOf('save').map((effect) => effect.change)).toContainEqual({ kind: 'read', lesson: 'lesson-1', section: 'explanation', parts: ['explanation'], isWhole: false });
});

test('a lesson is read when every section is: texts to their end, pitfalls opened, questions and items answered', () => {
  const play = new Play().press('enter end ] end ] end ] end ] enter q ] enter 1 q ] enter 1 q j enter 1 enter q');
  expect(play.state.saved.lessons['lesson-1']?.state).toBe('read');
  expect(play.press('q').text()).toContain('› Start with lesson 2'.replace('Start with', 'Next,'));
});

describe('a question', () => {
  const question = () => new Play().press('enter ] ] ] ] ] enter');

  test('asks before it tells', () => {
    const text = question().text();
    expect(text).toContain('› 1. At once');
    expect(text).not.toContain('buffer with room');
    expect(text).not.toContain('Both sides wait');
  });

  test.each([['1'], ['enter']])('%s takes the first choice, and why comes in order: yours, the right one, the answer', (key) => {
    const text = question().press(key).text();
    const places = ['Not quite.', '1 is wrong. Only a buffer', '2 is right. An unbuffered send', 'Both sides wait'].map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain('✗ 1. At once (your answer)');
  });

  test.each([['2'], ['down enter']])('%s takes the second, right choice', (keys) => {
    const play = question().press(keys);
    expect(play.text()).toContain('✓ Right.');
    expect(play.effectsOf('save').at(-2)?.change).toMatchObject({ kind: 'answer', lesson: 'lesson-1', item: '99.Q1', choice: 1, correct: true });
  });

  test('a number without a choice does nothing', () => {
    expect(question().press('5').text()).toContain('› 1. At once');
  });

  test('is asked again with a', () => {
    expect(question().press('1 a').text()).not.toContain('Not quite');
  });

  test('the last one leads back to the list and says so', () => {
    const play = question().press('1 enter');
    expect(play.crumb).toBe('Lesson 1 · Goroutines › Questions');
    expect(play.text()).toContain('✗ 99.Q1 What blocks?  wrong');
    expect(play.text()).toContain('That was the last one here.');
  });
});

describe('an item with several right choices', () => {
  const item = () => new Play().press('enter ] ] ] ] ] ] j enter');

  test('is ticked by number and by Space, and answered with Enter', () => {
    const play = item().press('1 down space');
    expect(play.text()).toContain('[x] 1.');
    expect(play.text()).toContain('› [x] 2.');
    expect(play.text()).toContain('[ ] 3.');
    expect(play.press('enter').text()).toContain('✓ Right.');
  });

  test('a tick goes away again, and no answer is taken without one', () => {
    const play = item().press('3 space enter');
    expect(play.text()).toContain('Tick at least one choice first');
    expect(play.effectsOf('save').some((effect) => effect.change.kind === 'answer')).toBe(false);
  });

  test('is wrong when one right choice is missing', () => {
    expect(item().press('1 enter').text()).toContain('Not quite.');
  });
});

test('a spot-the-bug item numbers the lines as in the file and hides what the program is caught as', () => {
  const text = new Play().press('enter ] ] ] ] ] ] enter').text();
  expect(text).toContain('5   await chan<number>().send(1);');
  expect(text).not.toContain('deadlock');
});

describe('running a pitfall', () => {
  const pitfall = () => new Play({ rows: 50 }).press('enter ] ] ] ] enter');

  test('r runs the broken program and shows verdict, outcomes and counts', () => {
    const play = pitfall().press('r');
    expect(play.effectsOf('run').map((effect) => effect.program.path)).toEqual(['lessons/99-sample/pitfalls/1-nobody.ts']);
    expect(play.text()).toContain('… running under many schedules');
    play.event({ kind: 'run-done', job: 1, run });
    expect(play.text()).toContain('✗ a deadlock under 180 of 200 schedules');
    expect(play.text()).toMatch(/180× {2}a deadlock\n +Everybody waits\.\n +prints nothing\n/);
    expect(play.text()).toMatch(/20× {2}ends while 2 goroutines had not ended\n +│ hello\n/);
  });

  test('f runs the fixed program', () => {
    const play = pitfall().press('f');
    expect(play.effectsOf('run').map((effect) => effect.program.path)).toEqual(['lessons/99-sample/pitfalls/1-nobody.fixed.ts']);
    play.event({ kind: 'run-done', job: 1, run: { verdict: 'pass', schedules: 200, outcomes: [{ verdict: 'pass', output: '', count: 200, unfinished: 0 }] } });
    expect(play.text()).toContain('✓ nothing caught, one outcome, under 200 schedules');
  });

  test('a program whose main does not wait is not called good', () => {
    const play = pitfall().press('r').event({ kind: 'run-done', job: 1, run: { verdict: 'pass', schedules: 200, outcomes: [{ verdict: 'pass', output: '', count: 200, unfinished: 2 }] } });
    expect(play.text()).toContain('~ nothing caught, but main does not wait for its goroutines');
    expect(play.text()).not.toContain('✓');
  });

  test('a second run waits for the first', () => {
    const play = pitfall().press('r f');
    expect(play.effectsOf('run')).toHaveLength(1);
    expect(play.text()).toContain('A program is running. c stops it.');
    expect(play.event({ kind: 'run-done', job: 1, run }).text()).not.toContain('A program is running.');
  });

  test.each([['c'], ['escape']])('%s stops it, and a result that comes too late is not shown', (key) => {
    const play = pitfall().press(`r ${key}`);
    expect(play.effectsOf('cancel')).toHaveLength(1);
    expect(play.crumb).toContain('Pitfall 1');
    expect(play.text()).toContain('Stopped before it was done.');
    expect(play.event({ kind: 'run-done', job: 1, run }).text()).not.toContain('a deadlock under');
  });

  test('leaving the page stops it', () => {
    const play = pitfall().press('r q');
    expect(play.effectsOf('cancel')).toHaveLength(1);
    expect(play.state.job).toBeUndefined();
  });

  test('a run that fails says why', () => {
    expect(pitfall().press('r').event({ kind: 'job-failed', job: 1, message: 'It cannot be loaded.' }).text()).toContain('! It cannot be loaded.');
  });

  test('a result comes into view in a small window', () => {
    const play = new Play({ columns: 40, rows: 12 }).press('enter ] ] ] ] enter r').event({ kind: 'run-done', job: 1, run });
    expect(play.text()).toContain('a deadlock under 180 of 200');
  });
});

describe('an exercise', () => {
  const exercise = () => new Play().press('down down enter enter');

  test('shows its task, the learner\'s file and the last result', () => {
    const text = exercise().text();
    expect(text).toContain('Sum the numbers of several lists at the same time.');
    expect(text).toContain('Your file: exercises/parallel-sum/sum.ts');
    expect(text).toContain('Result so far: new');
  });

  test('hints open one by one and are remembered', () => {
    const play = exercise().press('h h');
    expect(play.text()).toContain('Hint 1 of 3: Look at where you wait.');
    expect(play.text()).toContain('Hint 2 of 3:');
    expect(play.text()).not.toContain('Use a wait group.');
    expect(play.state.saved.exercises['exercise-1']?.hints).toBe(2);
    expect(play.press('h h').text()).toContain('All hints are open.');
  });

  test('a hint comes into view, also under a long task and above a judgement', () => {
    const task = Array.from({ length: 40 }, (_, index) => paragraph(text(`Paragraph ${index + 1}.`)));
    const play = new Play({ course: { ...sampleCourse, exercises: [{ ...sampleExercise, task }] } }).press('down down enter enter h');
    expect(play.text()).toContain('Hint 1 of 3: Look at where you wait.');
    play.press('r').event({ kind: 'check-done', job: 1, judgement: sampleJudgement });
    expect(play.text()).toContain('Start a goroutine for each list.');
    expect(play.press('home h').text()).toContain('Hint 2 of 3:');
  });

  test('r checks the work, shows the judgement and records the attempt', () => {
    const play = exercise().press('r');
    expect(play.effectsOf('check').map((effect) => effect.exercise.id)).toEqual(['exercise-1']);
    play.event({ kind: 'check-done', job: 1, judgement: sampleJudgement });
    expect(play.text()).toContain('The second list was begun when the first one was done.');
    expect(play.text()).toContain('Start a goroutine for each list.');
    expect(play.state.saved.exercises['exercise-1']).toMatchObject({ state: 'started', attempts: 1, bestScore: 2 });
  });

  test('a check that failed for our own reasons is no attempt', () => {
    const play = exercise().press('r');
    play.event({ kind: 'check-done', job: 1, judgement: { ...sampleJudgement, verdict: { kind: 'error', cause: { message: 'The sandbox did not start.', help: 'Try again.' } } } });
    expect(play.text()).toContain('The sandbox did not start.');
    expect(play.state.saved.exercises['exercise-1']).toBeUndefined();
  });
});

test('t shows the program in the other language', () => {
  const play = new Play().press('enter ] ]');
  expect(play.text()).toContain("console.log('hello')");
  expect(play.text()).toContain('snippet.go · t shows Go');
  expect(play.footer).toContain('t show Go');
  expect(play.press('t').text()).toContain('println("hello")');
  expect(play.text()).not.toContain("console.log('hello')");
  expect(play.text()).toContain('snippet.ts · t shows TypeScript');
});

test('a message stays until the next key', () => {
  const play = new Play().press('enter [');
  expect(play.text()).toContain('This is the first section.');
  expect(play.press('down').text()).not.toContain('This is the first section.');
});

test('a key that does nothing says where the keys are', () => {
  expect(new Play().press('x').text()).toContain('x does nothing here. ? shows all keys.');
});

test('while the window is too small nothing changes but leaving', () => {
  const play = new Play({ columns: 39, rows: 20 }).press('enter');
  expect(play.state.stack).toHaveLength(1);
  expect(play.press('q').effectsOf('quit')).toHaveLength(1);
});

test('a save that fails is told, at once and on leaving', () => {
  const play = new Play().event({ kind: 'save-failed', message: 'The disk is full.' });
  expect(play.text()).toContain('The disk is full.');
  expect(receipt(play.state)).toBe('Nothing new this time. It is not saved. The disk is full.\nGo on with: concurrency-tutor\n');
});

test('the receipt says what was done and how to go on', () => {
  expect(receipt(new Play().state)).toBe('Nothing new this time. Your place is saved.\nGo on with: concurrency-tutor\n');
  const play = new Play().press('enter end ] ] ] ] ] enter 2');
  expect(receipt(play.state)).toBe('Done: 5 sections read, 1 question answered (1 right). Your place is saved.\nGo on with: concurrency-tutor lesson 1\n');
});
