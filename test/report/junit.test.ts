import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { escapeXml, junitXml, type CheckOutcome } from '../../src/report/index.ts';
import { deadlocked, failed, passed, withoutVerdict } from './judgements.ts';

const hasParser = spawnSync('python3', ['--version']).status === 0;

const outcome: CheckOutcome = {
  judgements: [passed, failed, deadlocked, withoutVerdict], exitCode: 4, interrupted: false,
  problems: [{ exercise: 'exercise-9', code: 'no-folder', message: 'exercise-9 has no folder.', nextStep: 'Run init.' }],
};

test('every check is a case; failures, errors and skips are counted', () => {
  const xml = junitXml(outcome);
  expect(xml).toContain('<testsuites name="concurrency-tutor" tests="8" failures="2" errors="2" skipped="1"');
  expect(xml).toContain('<testsuite name="exercise-3 Worker pool" tests="3" failures="1" errors="0" skipped="1" time="1.234">');
  expect(xml).toContain('<testcase classname="exercise-3" name="fixed-workers: At most `workers` tasks run at a time" time="0.040"/>');
  expect(xml).toContain('<failure type="expectation" message="Tasks started in the order 1, 2, 3.">at pool.ts:12:5\nexpected: 3, 2, 1\nactual: 1, 2, 3\nLook at where');
  expect(xml).toContain('<failure type="deadlock"');
  expect(xml).toContain('<skipped message="Not run, because “priority” did not pass."/>');
  expect(xml).toContain('<error type="internal" message="The judge failed: out of file descriptors">');
  expect(xml).toContain('<system-out>working\nstill working\n</system-out>');
});

test('markup, quotes, control characters and broken surrogates in texts leave the document well-formed', () => {
  const nasty = 'a<b>&"\'\u0000\u001B[31m\u0008]]>\uD800\uFFFF\r\n\u{1F600}end';
  expect(escapeXml(nasty)).toBe('a&lt;b&gt;&amp;&quot;&apos;\uFFFD\uFFFD[31m\uFFFD]]&gt;\uFFFD\uFFFD&#13;\n\u{1F600}end');
  const xml = junitXml({ ...outcome, judgements: [{ ...failed, title: nasty, output: [{ stream: 'stderr', text: nasty, truncated: false }] }] });
  if (hasParser) expect(parsed(xml)).toBe('ok');
});

test('a line break in an attribute survives reading', () => {
  expect(junitXml({ ...outcome, judgements: [{ ...passed, title: 'two\nlines' }] })).toContain('name="exercise-3 two&#10;lines"');
});

/** Asks a real XML parser, Python's, where there is one. */
function parsed(xml: string): string {
  return execFileSync('python3', ['-c', 'import sys,xml.dom.minidom as m; m.parseString(sys.stdin.buffer.read()); print("ok")'], { input: xml, encoding: 'utf8' }).trim();
}
