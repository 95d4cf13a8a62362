import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explore, findingKinds, type ExploreOptions, type Finding, type FindingKind, type GoroutineReport, type Report } from '../../src/testing.ts';

/** A goroutine that must be named as stuck. */
interface StuckClaim {
  readonly name: string;
  readonly state: string;
  /** What its waiting must mention: the channel or lock. */
  readonly resource: string | undefined;
}

/**
 * A broken program that says in its first comment what is to be found:
 * `// found: leak`, then for each goroutine `// stuck: name | state | resource`; the lines whose accesses race end with `// RACE`.
 */
export interface ClaimedProgram {
  readonly name: string;
  readonly module: URL;
  readonly kind: FindingKind;
  readonly detail: string | undefined;
  readonly stuck: readonly StuckClaim[];
  /** Numbers of the lines that race. */
  readonly racing: readonly number[];
  /** The first line of its comment. */
  readonly category: string;
}

/** The broken programs of a folder: all but those whose name says that they are mended. */
export function claimedPrograms(folder: string): readonly ClaimedProgram[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !/\.(?:fixed|test)\.ts$/.test(file))
    .sort()
    .map((file) => claimedProgram(join(folder, file), file.replace(/\.ts$/, '')));
}

function claimedProgram(path: string, name: string): ClaimedProgram {
  const lines = readFileSync(path, 'utf8').split('\n');
  const said = (word: string): string[] => lines.flatMap((line) => (line.startsWith(`// ${word}: `) ? [line.slice(word.length + 5)] : []));
  const [found = ''] = said('found');
  const [kind, detail] = found.split(' ');
  const known = findingKinds.find((one) => one === kind);
  if (!known) throw new Error(`${path}: \`// found:\` is followed by none of ${findingKinds.join(', ')}`);
  return {
    name,
    module: pathToFileURL(path),
    kind: known,
    detail,
    stuck: said('stuck').map((text) => {
      const [who = '', state = '', resource] = text.split(' | ');
      return { name: who, state, resource };
    }),
    racing: lines.flatMap((line, index) => (line.endsWith('// RACE') ? [index + 1] : [])),
    category: (lines[0] ?? '').replace(/^\/\/ /, ''),
  };
}

/** The mended version of a program, which stands beside it. */
export function mendedVersion({ module }: ClaimedProgram): URL {
  return new URL(module.href.replace(/\.ts$/, '.fixed.ts'));
}

/** What an exploration says about a program, against what the program claims. */
export interface Comparison {
  readonly report: Report;
  /** What differs, in words; empty when the claim holds. */
  readonly objections: readonly string[];
}

/** Explores a program until it shows something, and compares that with what it claims. */
export async function compare(program: ClaimedProgram, options: ExploreOptions = {}): Promise<Comparison> {
  const report = await explore({ module: program.module }, options);
  return { report, objections: objectionsTo(program, report) };
}

function objectionsTo(program: ClaimedProgram, report: Report): readonly string[] {
  const finding = report.findings.find(({ kind }) => kind === program.kind);
  if (!finding) return [`${program.kind} was not found in ${report.schedules} schedules, but: ${report.findings.map(({ kind, message }) => `${kind}: ${message}`).join('; ') || 'nothing'}`];
  const detail = program.detail === undefined || finding.detail === program.detail ? [] : [`the detail is ${finding.detail ?? 'missing'}, not ${program.detail}`];
  const unnamed = program.stuck
    .filter((claim) => !finding.goroutines.some((goroutine) => fits(claim, goroutine)))
    .map(({ name, state, resource }) => `${name} [${state}${resource === undefined ? '' : `, ${resource}`}] is not named, but ${told(finding)}`);
  return [...detail, ...unnamed, ...elsewhere(program, finding)];
}

function fits({ name, state, resource }: StuckClaim, goroutine: GoroutineReport): boolean {
  return goroutine.name === name && goroutine.state === state && (resource === undefined || goroutine.waitingOn?.includes(`${resource}\``) === true);
}

function told({ goroutines }: Finding): string {
  return goroutines.map(({ name, state, waitingOn }) => `${name} [${state}] waits ${waitingOn ?? '–'}`).join('; ');
}

/** The accesses of a race that are not on the lines that are said to race. */
function elsewhere({ kind, racing }: ClaimedProgram, { goroutines }: Finding): readonly string[] {
  if (kind !== 'race') return [];
  const lines = goroutines.map(({ at }) => at?.line);
  if (lines.length < 2) return [`${lines.length} accesses are named instead of two`];
  return lines.filter((line) => line === undefined || !racing.includes(line)).map((line) => `line ${line ?? '–'} is named, which does not race`);
}
