/** JUnit XML, as CI systems read it. Written by hand: it is small, and what a learner's program printed must not break it. */
import type { CheckResult, Judgement } from '../judge/verdict.ts';
import type { CheckOutcome, CheckProblem } from './check-document.ts';
import { placeOf } from './finding.ts';
import { asLearnersSee } from './visible.ts';

/** One `testsuite` for each exercise, one `testcase` for each check. */
export function junitXml({ judgements, problems }: CheckOutcome): string {
  const suites = [...judgements.map(suiteOf), ...problems.map(problemSuite)];
  const total = (count: 'tests' | 'failures' | 'errors' | 'skipped') => suites.reduce((sum, suite) => sum + suite[count], 0);
  const seconds = suites.reduce((sum, suite) => sum + suite.seconds, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({
      name: 'concurrency-tutor', tests: total('tests'), failures: total('failures'), errors: total('errors'), skipped: total('skipped'), time: seconds.toFixed(3),
    })}>`,
    ...suites.flatMap((suite) => suite.lines),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly seconds: number;
  readonly lines: readonly string[];
}

function suiteOf(judgement: Judgement): Suite {
  const { verdict, exercise, title, durationMs, output } = judgement;
  const seconds = durationMs / 1000;
  if (verdict.kind === 'error') return errorSuite(exercise, title, verdict.cause.message, verdict.cause.help, seconds);
  const checks = verdict.checks.map(asLearnersSee);
  const of = (status: CheckResult['status']) => checks.filter((check) => check.status === status).length;
  const counts = { tests: checks.length, failures: of('fail'), errors: of('error'), skipped: of('skipped') };
  const printed = (stream: 'stdout' | 'stderr') => output.filter((one) => one.stream === stream).map(({ text }) => text).join('');
  return {
    ...counts,
    seconds,
    lines: [
      `  <testsuite${attributes({ name: `${exercise} ${title}`, ...counts, time: seconds.toFixed(3) })}>`,
      ...checks.flatMap((check) => caseLines(exercise, check)),
      ...element('system-out', printed('stdout')),
      ...element('system-err', printed('stderr')),
      '  </testsuite>',
    ],
  };
}

function problemSuite({ exercise, message, nextStep }: CheckProblem): Suite {
  return errorSuite(exercise, '', message, nextStep, 0);
}

function errorSuite(exercise: string, title: string, message: string, help: string, seconds: number): Suite {
  const counts = { tests: 1, failures: 0, errors: 1, skipped: 0 };
  return {
    ...counts,
    seconds,
    lines: [
      `  <testsuite${attributes({ name: `${exercise} ${title}`.trim(), ...counts, time: seconds.toFixed(3) })}>`,
      `    <testcase${attributes({ classname: exercise, name: 'verdict', time: seconds.toFixed(3) })}>`,
      `      <error${attributes({ type: 'internal', message })}>${escapeXml(help)}</error>`,
      '    </testcase>',
      '  </testsuite>',
    ],
  };
}

function caseLines(exercise: string, check: CheckResult): string[] {
  const open = `    <testcase${attributes({ classname: exercise, name: `${check.id}: ${check.description}`, time: (check.durationMs / 1000).toFixed(3) })}`;
  const inner = innerOf(check);
  return inner === undefined ? [`${open}/>`] : [`${open}>`, `      ${inner}`, '    </testcase>'];
}

function innerOf({ status, cause }: CheckResult): string | undefined {
  switch (status) {
    case 'pass': return undefined;
    case 'skipped': return `<skipped${attributes({ message: cause?.rationale ?? 'not run' })}/>`;
    case 'fail':
    case 'error': {
      const name = status === 'fail' ? 'failure' : 'error';
      const type = cause?.finding?.kind ?? cause?.kind ?? 'unknown';
      return `<${name}${attributes({ type, message: cause?.rationale ?? '' })}>${escapeXml(detailsOf(cause))}</${name}>`;
    }
  }
}

function detailsOf(cause: CheckResult['cause']): string {
  if (cause === undefined) return '';
  return [
    cause.location === undefined ? undefined : `at ${placeOf(cause.location)}`,
    cause.expected === undefined ? undefined : `expected: ${cause.expected}`,
    cause.actual === undefined ? undefined : `actual: ${cause.actual}`,
    cause.replay === undefined ? undefined : `replay: ${cause.replay}`,
    cause.help,
  ].filter((line) => line !== undefined).join('\n');
}

function element(name: string, text: string): string[] {
  return text === '' ? [] : [`    <${name}>${escapeXml(text)}</${name}>`];
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values).map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`).join('');
}

/** XML 1.0 has no way at all to write most control characters and lone surrogates, so those are replaced. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    // A bare carriage return would be read back as a line feed.
    .replaceAll('\r', '&#13;');
}
