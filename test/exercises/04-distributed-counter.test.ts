import { expect, test } from 'vitest';
import { plotSvg, plotText } from '../../exercises/04-distributed-counter/starter/plot.ts';
import { notPassed } from './accepts.ts';

test.each(['bookkeeper', 'passed-around'])('the suite accepts a correct counter of another design: %s', { timeout: 120_000 }, async (design) => {
  expect(await notPassed('distributed-counter', `04-distributed-counter/${design}.ts`)).toEqual([]);
});

const rows = [
  { name: 'a < b', workers: 1, changes: 10, perSecond: 2000 },
  { name: 'mutex', workers: 1, changes: 10, perSecond: 2_000_000 },
  { name: 'a < b', workers: 16, changes: 10, perSecond: 10_000_000 },
  { name: 'mutex', workers: 16, changes: 10, perSecond: 50_000 },
];

test('the plot for a terminal has a bar for each measurement, and no line is too long', () => {
  const lines = plotText(rows, 60).split('\n');
  expect(lines.map((line) => line.trim().split(/[ █▏▎▍▌▋▊▉]+/))).toEqual([
    ['1k', '10M'],
    ['1', 'worker'], ['a', '<', 'b', '2.0k'], ['mutex', '2.0M'],
    ['16', 'workers'], ['a', '<', 'b', '10M'], ['mutex', '50k'],
  ]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  const lengths = lines.map((line) => line.split('█').length);
  expect(lengths[5]).toBeGreaterThan(lengths[3] ?? 0);
  expect(lengths[3]).toBeGreaterThan(lengths[2] ?? 0);
});

test('the plot as SVG has a line for each contender and a point for each measurement', () => {
  const svg = plotSvg(rows, 'Fast & slow');
  expect(svg.match(/<polyline /g)).toHaveLength(2);
  expect(svg.match(/<circle /g)).toHaveLength(4);
  expect(svg).toContain('Fast &amp; slow');
  expect(svg).toContain('>a &lt; b</text>');
  expect(svg).not.toContain('NaN');
});
