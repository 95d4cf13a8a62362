import { describe, expect, test } from 'vitest';
import { parseExpectation } from '../../src/course/parse-expectation.ts';

const code = "import { run } from 'concurrency-tutor';\n";
const messages = (source: string) => parseExpectation(source).problems.map((problem) => `${problem.line}: ${problem.message}`);

describe('a header', () => {
  test('claims an output, line by line, and ends before the code', () => {
    const header = parseExpectation(`// expect: output\n// | got 1\n// |\n// |  indented \n\n${code}`);
    expect(header).toEqual({
      lines: 5, module: false, problems: [],
      expectation: { mode: 'explore', claims: [{ kind: 'output', text: 'got 1\n\n indented', unordered: false }] },
    });
  });

  test('claims outputs that differ', () => {
    expect(parseExpectation(`// expect: differs\n// | a\n// | b\n// --\n// | b\n// | a\n${code}`).expectation?.claims).toEqual([{ kind: 'differs', outputs: ['a\nb', 'b\na'] }]);
  });

  test('claims a finding, with words or without', () => {
    expect(parseExpectation(`// expect: deadlock\n${code}`).expectation?.claims).toEqual([{ kind: 'finding', finding: 'deadlock' }]);
    expect(parseExpectation(`// expect: panic "send on closed channel"\n${code}`).expectation?.claims).toEqual([{ kind: 'finding', finding: 'panic', says: 'send on closed channel' }]);
  });

  test('makes several claims at once', () => {
    const header = parseExpectation(`// expect: output unordered\n// | a\n// expect: unfinished\n// expect: meter queue>100\n// expect: lint no-floating-promises\n${code}`);
    expect(header.problems).toEqual([]);
    expect(header.expectation?.claims.map((claim) => claim.kind)).toEqual(['output', 'unfinished', 'meter', 'lint']);
  });

  test('asks for the real clock', () => {
    expect(parseExpectation(`// run: native\n// expect: output\n// | ok\n${code}`).expectation?.mode).toBe('native');
  });

  test('marks a module', () => {
    expect(parseExpectation(`// module\nexport const a = 1;\n`)).toEqual({ lines: 1, module: true, problems: [] });
  });

  test('is not mistaken for an ordinary comment', () => {
    const header = parseExpectation(`// expect: output\n// Sends two values.\n// Run it twice: expect no surprise.
${code}`);
    expect(header.lines).toBe(1);
    expect(header.problems).toEqual([]);
  });
});

test.each(['leak', 'never-ends', 'lost-cancel'])('an output and what main leaves behind, %s, may be promised together', (kind) => {
  expect(messages(`// expect: output\n// | a\n// expect: ${kind}\n${code}`)).toEqual([]);
});

describe('a header is refused, at its line, when it', () => {
  test.each([
    ['is missing', code, '1: Say what the program does'],
    ['claims something unknown', `// expect: deadlok\n${code}`, '1: `expect: deadlok` is not known'],
    ['has output lines without a claim', `// | a\n${code}`, '1: This line belongs to no'],
    ['has one output where several are promised', `// expect: differs\n// | a\n${code}`, '1: `expect: differs` needs two'],
    ['separates the outputs of one output', `// expect: output\n// | a\n// --\n// | b\n${code}`, '1: `expect: output` has one output'],
    ['gives a deadlock an output', `// expect: deadlock\n// | a\n${code}`, '1: `expect: deadlock` takes no output lines'],
    ['promises an output and a finding', `// expect: output\n// | a\n// expect: deadlock\n${code}`, '1: A program cannot promise output and finding together'],
    ['promises two findings', `// expect: leak\n// expect: lost-cancel\n${code}`, '1: A program is caught with one kind of finding'],
    ['promises a finding and none', `// expect: unfinished\n// expect: leak\n${code}`, '1: `unfinished` says that nothing is found'],
    ['forgets the quotes', `// expect: panic send on\n${code}`, '1: Put the words of the message in double quotes'],
    ['forgets the error code', `// expect: type-error\n${code}`, '1: Name the error'],
    ['forgets the bound', `// expect: meter goroutines\n${code}`, '1: Write `expect: meter goroutines>500`'],
    ['runs in an unknown way', `// run: fast\n// expect: output\n${code}`, '1: `run: fast` is not known'],
    ['explores a native program', `// run: native\n// expect: deadlock\n${code}`, '2: `run: native` goes with'],
    ['stands below the code', `// expect: output\n${code}// expect: leak\n`, '3: Move this line to the top'],
    ['is misspelt', `// Expect output\n${code}`, '1: This looks like a header line'],
    ['is a module that runs', `// module\n// expect: output\n${code}`, '1: A module is imported'],
  ])('%s', (_name, source, message) => {
    expect(messages(source).some((found) => found.startsWith(message)), messages(source).join('\n')).toBe(true);
  });
});
