import { describe, expect, test } from 'vitest';
import { CourseIndex } from '../../src/course/index.ts';
import type { Course } from '../../src/course/model.ts';
import { Play } from './play.ts';
import { sampleCourse } from './sample-course.ts';

const course: Course = { ...sampleCourse, lessons: sampleCourse.lessons.slice(0, 1), reference: {
  symptoms: [{ id: 'leak', title: 'Memory grows', signs: ['a rising number'], kinds: ['leak'], why: 'Somebody waits for ever.', steps: ['Give it an end.'], see: ['1.P1'], techniques: [], covers: [] }],
  techniques: [], criteria: [],
} };

function searching(keys: string): Play {
  return new Play({ course }).press('/').event({ kind: 'indexed', index: CourseIndex.of(course) }).press(keys);
}

describe('search', () => {
  test('letters are words there, also those that are keys elsewhere', () => {
    expect(searching('q space ? / j backspace').text()).toContain('Search for: q ?/▏');
  });

  test('the course is read once, and what was typed meanwhile is looked up', () => {
    const play = new Play({ course }).press('/ r i s i n g');
    expect(play.effectsOf('index')).toHaveLength(1);
    expect(play.text()).toContain('Reading the course');
    play.event({ kind: 'indexed', index: CourseIndex.of(course) });
    expect(play.text()).toMatch(/› Memory grows +symptom, troubleshooting/);
    expect(play.press('escape /').effectsOf('index')).toHaveLength(1);
  });

  test('words that are nowhere are said to be nowhere', () => {
    expect(searching('x y l o').text()).toContain('Nothing in the course has these words.');
  });

  test('Enter opens a symptom with what to do, and going back leads to the search', () => {
    const play = searching('r i s i n g enter');
    expect(play.crumb).toBe('Troubleshooting');
    expect(play.text()).toMatch(/What to do\n +1\. Give it an end\./);
    expect(play.press('q').text()).toContain('Search for: rising▏');
  });

  test('a pitfall opens over its lesson\'s list, at its place', () => {
    const pitfall = course.lessons[0]?.pitfalls[0];
    const play = searching((pitfall?.title ?? '').split('').map((letter) => (letter === ' ' ? 'space' : letter)).join(' '));
    expect(play.press('enter').crumb).toBe('Lesson 1 · Goroutines › Pitfall 1');
    expect(play.press('q').crumb).toBe('Lesson 1 · Goroutines › Pitfalls');
    expect(play.press('q').crumb).toBe('Search');
  });

  test('the footer names only keys that are not typed', () => {
    expect(searching('r i s i n g').footer.trim()).toBe('Enter open   ↑↓ move   Esc back');
  });

  test('Esc leaves the search; Ctrl-C leaves the tutor', () => {
    expect(searching('a escape').crumb).toBe('concurrency-tutor');
    expect(searching('a ctrl-c').effectsOf('quit')).toEqual([{ kind: 'quit', code: 130 }]);
  });
});

test('the footer names as many numbers as there are choices', () => {
  const play = new Play().press('enter ] ] ] ] ] enter');
  const choices = course.lessons[0]?.questions[0]?.ask.choices.length ?? 0;
  expect(play.footer).toContain(`1–${choices} choose`);
});
