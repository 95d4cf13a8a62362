import { findingKinds, type FindingKind } from '../explore/report.ts';
import type { Claim, Expectation } from './expectation.ts';

/** What a program's header says. */
export interface Header {
  /** How many lines the header takes, with the empty lines after it. */
  readonly lines: number;
  /** `// module`: another program imports it; it does nothing by itself. */
  readonly module: boolean;
  readonly expectation?: Expectation;
  readonly problems: readonly HeaderProblem[];
}

/** A mistake in a header. Line and column count from 1, in the file. */
export interface HeaderProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** An `// expect:` line with the text lines below it, not yet understood. */
interface Entry {
  readonly line: number;
  readonly words: string;
  /** The alternatives, each a list of output lines. */
  readonly texts: string[][];
}

const headerLine = /^\/\/ ?(?:(?<word>expect|run):\s*(?<rest>.*)|(?<module>module)\s*|\|(?: (?<text>.*))?|(?<separator>--)\s*)$/;
const nearMiss = /^\/\/\s*(?:(?:expects?|expected|run)\s*:|expects? (?:output|differs|unfinished|type-error|lint|meter|panic|error|deadlock|leak|livelock)\b)/i;

/** Reads the header a program starts with. Never throws: what is wrong is in `problems`. */
export function parseExpectation(source: string): Header {
  const lines = source.split(/\r?\n/);
  const problems: HeaderProblem[] = [];
  const entries: Entry[] = [];
  let mode: Expectation['mode'] = 'explore';
  let module = false;
  let at = 0;
  const complain = (line: number, message: string): void => { problems.push({ line, column: 1, message }); };

  for (; at < lines.length; at++) {
    const text = lines[at] ?? '';
    const match = headerLine.exec(text);
    if (match === null) break;
    const { word, rest = '', text: output, separator } = match.groups ?? {};
    if (word === 'expect') entries.push({ line: at + 1, words: rest.trim(), texts: [[]] });
    else if (word === 'run') {
      if (rest.trim() === 'native') mode = 'native';
      else complain(at + 1, `\`run: ${rest.trim()}\` is not known; write \`// run: native\` or leave the line out.`);
    } else if (match.groups?.['module'] !== undefined) module = true;
    else addText(entries.at(-1), separator === undefined ? (output ?? '') : undefined, () => complain(at + 1, 'This line belongs to no `// expect:` line; write that line above it.'));
  }
  while (at > 0 && at < lines.length - 1 && lines[at]?.trim() === '') at++;
  complainAboutStrays(lines, at, complain);

  const claims = entries.flatMap((entry) => readClaim(entry, complain));
  if (module && (entries.length > 0 || mode === 'native')) complain(1, 'A module is imported, it does not run; remove `// module` or the `// expect:` lines.');
  if (!module && problems.length === 0) complainAboutClash(claims, mode, entries[0]?.line ?? 1, complain);
  const header = { lines: at, module, problems };
  return claims.length === 0 ? header : { ...header, expectation: { claims, mode } };
}

/** Adds an output line to the entry, or begins its next alternative when `text` is undefined. */
function addText(entry: Entry | undefined, text: string | undefined, otherwise: () => void): void {
  if (entry === undefined) return otherwise();
  if (text === undefined) entry.texts.push([]);
  else entry.texts.at(-1)?.push(text.trimEnd());
}

/** A header that is misspelt or in the wrong place would silently claim nothing. */
function complainAboutStrays(lines: readonly string[], from: number, complain: (line: number, message: string) => void): void {
  let inComment = true;
  for (let at = from; at < lines.length; at++) {
    const text = lines[at] ?? '';
    if (!text.startsWith('//')) inComment = false;
    if (/^\/\/ ?(?:expect|run):/.test(text)) complain(at + 1, 'Move this line to the top: the header is the first lines of the file, without a gap.');
    else if (inComment && nearMiss.test(text)) complain(at + 1, 'This looks like a header line; write `// expect: …` or `// run: native`.');
  }
}

function readClaim(entry: Entry, complain: (line: number, message: string) => void): Claim[] {
  const [name = '', ...rest] = entry.words.split(/\s+/);
  const argument = rest.join(' ');
  const text = entry.texts.map((lines) => lines.join('\n'));
  const fail = (message: string): Claim[] => { complain(entry.line, message); return []; };
  const takesText = name === 'output' || name === 'differs';
  if (!takesText && (entry.texts.length > 1 || (entry.texts[0]?.length ?? 0) > 0)) {
    return fail(`\`expect: ${name}\` takes no output lines; put them under an \`// expect: output\` line.`);
  }
  if (isFindingKind(name)) return readFinding(name, argument, fail);
  switch (name) {
    case 'output':
      if (argument !== '' && argument !== 'unordered') return fail(`\`output ${argument}\` is not known; write \`output\` or \`output unordered\`.`);
      if (text.length > 1) return fail('`expect: output` has one output; write `expect: differs` where there are several.');
      return [{ kind: 'output', text: text[0] ?? '', unordered: argument === 'unordered' }];
    case 'differs':
      if (argument !== '') return fail('`expect: differs` stands alone; the outputs follow, separated by `// --`.');
      if (new Set(text).size < 2) return fail('`expect: differs` needs two different outputs, separated by `// --`.');
      return [{ kind: 'differs', outputs: text }];
    case 'unfinished':
      return argument === '' ? [{ kind: 'unfinished' }] : fail('`expect: unfinished` stands alone.');
    case 'type-error':
      return /^TS\d+$/.test(argument) ? [{ kind: 'type-error', code: argument }] : fail('Name the error: `expect: type-error TS2345`.');
    case 'lint':
      return /^[\w@/-]+$/.test(argument) ? [{ kind: 'lint', rule: argument }] : fail('Name the rule: `expect: lint no-floating-promises`.');
    case 'meter':
      return readMeter(argument, fail);
    default:
      return fail(`\`expect: ${entry.words}\` is not known; write output, differs, unfinished, type-error, lint, meter or one of ${findingKinds.join(', ')}.`);
  }
}

function readFinding(finding: FindingKind, argument: string, fail: (message: string) => Claim[]): Claim[] {
  if (argument === '') return [{ kind: 'finding', finding }];
  const says = /^"(.+)"$/.exec(argument)?.[1];
  return says === undefined ? fail(`Put the words of the message in double quotes: \`expect: ${finding} "…"\`.`) : [{ kind: 'finding', finding, says }];
}

function readMeter(argument: string, fail: (message: string) => Claim[]): Claim[] {
  const [, meter, above] = /^(goroutines|queue)\s*>\s*(\d+)$/.exec(argument) ?? [];
  if (meter !== 'goroutines' && meter !== 'queue') return fail('Write `expect: meter goroutines>500` or `expect: meter queue>100`.');
  return [{ kind: 'meter', meter, above: Number(above) }];
}

/** What is wrong with a program whose main has returned, and whose output is therefore whole. */
const leftBehind: ReadonlySet<FindingKind> = new Set<FindingKind>(['leak', 'never-ends', 'lost-cancel']);

/** Claims that no program can meet together. */
function complainAboutClash(claims: readonly Claim[], mode: Expectation['mode'], line: number, complain: (line: number, message: string) => void): void {
  if (claims.length === 0) {
    complain(line, 'Say what the program does in its first line: `// expect: output` and so on, or `// module` for a module that a program imports.');
    return;
  }
  // A race does not keep a program from going on as it would without.
  const others = claims.filter((claim) => claim.kind !== 'finding' || claim.finding !== 'race');
  const kinds = others.map((claim) => claim.kind);
  const runs = others.filter((claim) => claim.kind === 'output' || claim.kind === 'differs' || (claim.kind === 'finding' && !leftBehind.has(claim.finding)));
  if (runs.length > 1) complain(line, `A program cannot promise ${runs.map(({ kind }) => kind).join(' and ')} together; the output counts when main returns, and only ${[...leftBehind].join(', ')} can be found then.`);
  if (kinds.filter((kind) => kind === 'finding').length > 1) complain(line, 'A program is caught with one kind of finding; leave the gravest.');
  if (kinds.includes('finding') && kinds.includes('unfinished')) complain(line, '`unfinished` says that nothing is found; remove it or the finding.');
  if (mode === 'native' && claims.some(({ kind }) => kind !== 'output')) complain(line, '`run: native` goes with `expect: output` only; other claims need many schedules.');
}

function isFindingKind(name: string): name is FindingKind {
  return (findingKinds as readonly string[]).includes(name);
}
