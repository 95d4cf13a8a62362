/** The properties of Go's `time_test.go` about durations as text. Durations are doubles in milliseconds, so they are compared to the nanosecond. */
import { describe, expect, test } from 'vitest';
import { time } from '../../src/index.ts';

const { Nanosecond, Microsecond, Millisecond, Second, Minute, Hour } = time;
const nanoseconds = (duration: number): number => Math.round(duration / Nanosecond);

test('time/TestDurationNanoseconds … TestDurationHours: the units are multiples of one another', () => {
  expect([Second / Millisecond, Minute / Second, Hour / Minute]).toEqual([1_000, 60, 60]);
  expect([Millisecond / Microsecond, Microsecond / Nanosecond].map(Math.round)).toEqual([1_000, 1_000]);
});

const written: [text: string, duration: number][] = [
  ['0s', 0],
  ['1ns', Nanosecond],
  ['1.1µs', 1_100 * Nanosecond],
  ['2.2ms', 2_200 * Microsecond],
  ['3.3s', 3_300],
  ['4m5s', 4 * Minute + 5 * Second],
  ['4m5.001s', 4 * Minute + 5_001],
  ['5h6m7.001s', 5 * Hour + 6 * Minute + 7_001],
  ['999ns', 999 * Nanosecond],
  ['999.999µs', 999_999 * Nanosecond],
  ['999.999999ms', 999_999_999 * Nanosecond],
  ['1s', 999_999_999.9 * Nanosecond],
  ['59m59.999s', Hour - 1],
  ['1h0m0s', Hour],
  ['1h0m1s', Hour + Second],
  ['100h0m0.5s', 100 * Hour + 500],
];

describe('time/TestDurationString', () => {
  test.each(written)('%s', (text, duration) => {
    expect(time.formatDuration(duration)).toBe(text);
    if (duration > 0) expect(time.formatDuration(-duration)).toBe(`-${text}`);
  });
});

describe('time/TestParseDuration', () => {
  test.each<[text: string, duration: number]>([
    ['0', 0], ['5s', 5 * Second], ['30s', 30 * Second], ['1478s', 1478 * Second],
    ['-5s', -5 * Second], ['+5s', 5 * Second], ['-0', 0], ['+0', 0],
    ['5.0s', 5 * Second], ['5.6s', 5_600], ['5.s', 5 * Second], ['.5s', 500], ['1.0s', Second], ['1.00s', Second],
    ['1.004s', 1_004], ['1.0040s', 1_004], ['100.00100s', 100_001],
    ['10ns', 10 * Nanosecond], ['11us', 11 * Microsecond], ['12µs', 12 * Microsecond], ['12μs', 12 * Microsecond],
    ['13ms', 13], ['14s', 14 * Second], ['15m', 15 * Minute], ['16h', 16 * Hour],
    ['3h30m', 3 * Hour + 30 * Minute], ['10.5s4m', 4 * Minute + 10_500], ['-2m3.4s', -(2 * Minute + 3_400)],
    ['1h2m3s4ms5us6ns', Hour + 2 * Minute + 3 * Second + 4 + 5 * Microsecond + 6 * Nanosecond],
    ['39h9m14.425s', 39 * Hour + 9 * Minute + 14_425],
    ['52763797000ns', 52_763.797],
    ['0.3333333333333333333h', 20 * Minute], ['0.100000000000000000000h', 6 * Minute],
  ])('%s', (text, duration) => {
    // Adding zero makes 0 of -0.
    expect(nanoseconds(time.parseDuration(text)) + 0).toBe(nanoseconds(duration));
  });
});

describe('time/TestParseDurationErrors: what is wrong is quoted', () => {
  test.each(['', '3', '-', '+', 's', '.', '-.', '.s', '+.s', '1d', '1s2', 's1', '--1s', '+-1s', '1 s', ' 1s', '1s ', '1e3s', '0x1s', '1.2.3s', 'Infinitys', '\uFFFD', '\uFFFD hello \uFFFD world', '１s', '1S', '1\n'])('%j', (text) => {
    expect(() => time.parseDuration(text)).toThrow(`time: invalid duration "${text}"`);
  });
});

test('time/TestParseDurationRoundTrip: what was written is read back', () => {
  let state = 1;
  for (let i = 0; i < 1_000; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    for (const duration of [state, -state, state / 1_000]) {
      expect(nanoseconds(time.parseDuration(time.formatDuration(duration)))).toBe(nanoseconds(duration));
    }
  }
});
