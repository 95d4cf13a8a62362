import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explore, findingKinds, type ExploreOptions, type Finding, type FindingKind, type GoroutineReport, type Report } from '../../src/testing.ts';

/** A goroutine that must be named as stuck. */
interface StuckClaim {
  readonly name: string;
  readonly state: string | undefined;
  /** What its waiting must mention: the channel or lock. */
  readonly resource: string | undefined;
}

/** A function of a module, as `explore` takes it. */
export interface Entry {
  readonly module: URL;
  readonly export: string;
}

/**
 * A broken program that says in the comment above it what is to be found:
 * `// found: leak`, then for each goroutine `// stuck: name | state | resource`; the lines whose accesses race end with `// RACE`.
 */
export interface ClaimedProgram {
  readonly name: string;
  readonly broken: Entry;
  readonly mended: Entry;
  readonly kind: FindingKind;
  readonly detail: string | undefined;
  readonly stuck: readonly StuckClaim[];
  /** Numbers of the lines that race. */
  readonly racing: readonly number[];
  /** The first line of its comment. */
  readonly category: string;
}

/** The broken programs of a folder, one a file; `NAME.fixed.ts` beside `NAME.ts` is its mended version. */
export function claimedFiles(folder: string): readonly ClaimedProgram[] {
  return typescriptFiles(folder).filter((file) => !file.endsWith('.fixed.ts')).map((file) => {
    const name = file.replace(/\.ts$/, '');
    const module = pathToFileURL(join(folder, file));
    const mended = pathToFileURL(join(folder, `${name}.fixed.ts`));
    return claimed({ name, broken: { module, export: 'default' }, mended: { module: mended, export: 'default' }, lines: numbered(module) });
  });
}

/** The broken programs of a folder, many a file: every exported function whose comment says `// found:`; `nameMended` beside `name` is its mended version. */
export function claimedFunctions(folder: string): readonly ClaimedProgram[] {
  return typescriptFiles(folder).flatMap((file) => {
    const module = pathToFileURL(join(folder, file));
    return paragraphs(numbered(module)).flatMap((lines) => {
      const [, name] = lines.map(({ text }) => /^export (?:async )?function (\w+)/.exec(text)).find((match) => match !== null) ?? [];
      if (name === undefined || !lines.some(({ text }) => text.startsWith('// found: '))) return [];
      return [claimed({ name, broken: { module, export: name }, mended: { module, export: `${name}Mended` }, lines })];
    });
  });
}

interface Line {
  readonly number: number;
  readonly text: string;
}

function typescriptFiles(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort();
}

function numbered(file: URL): readonly Line[] {
  return readFileSync(file, 'utf8').split('\n').map((text, index) => ({ number: index + 1, text }));
}

/** What a file declares, one by one: a declaration ends where a line begins with a brace. */
function paragraphs(lines: readonly Line[]): readonly (readonly Line[])[] {
  const all: Line[][] = [[]];
  for (const line of lines) {
    all.at(-1)?.push(line);
    if (line.text.startsWith('}')) all.push([]);
  }
  return all;
}

function claimed({ lines, ...program }: Pick<ClaimedProgram, 'name' | 'broken' | 'mended'> & { readonly lines: readonly Line[] }): ClaimedProgram {
  const said = (word: string): string[] => lines.flatMap(({ text }) => (text.startsWith(`// ${word}: `) ? [text.slice(word.length + 5)] : []));
  const [found = ''] = said('found');
  const [kind, detail] = found.split(' ');
  const known = findingKinds.find((one) => one === kind);
  if (!known) throw new Error(`${program.name}: \`// found:\` is followed by none of ${findingKinds.join(', ')}`);
  return {
    ...program,
    kind: known,
    detail,
    stuck: said('stuck').map((text) => {
      const [who = '', state, resource] = text.split(' | ');
      return { name: who, state, resource };
    }),
    racing: lines.flatMap(({ number, text }) => (text.endsWith('// RACE') ? [number] : [])),
    category: lines.find(({ text }) => text.startsWith('// '))?.text.slice(3) ?? '',
  };
}

/** What an exploration says about a program, against what the program claims. */
export interface Comparison {
  readonly report: Report;
  /** What differs, in words; empty when the claim holds. */
  readonly objections: readonly string[];
}

/** Explores a program until it shows something, and compares that with what it claims. */
export async function compare(program: ClaimedProgram, options: ExploreOptions = {}): Promise<Comparison> {
  const report = await explore(program.broken, options);
  return { report, objections: objectionsTo(program, report) };
}

function objectionsTo(program: ClaimedProgram, report: Report): readonly string[] {
  const finding = report.findings.find(({ kind }) => kind === program.kind);
  if (!finding) return [`${program.kind} was not found in ${report.schedules} schedules, but: ${report.findings.map(({ kind, message }) => `${kind}: ${message}`).join('; ') || 'nothing'}`];
  const detail = program.detail === undefined || finding.detail === program.detail ? [] : [`the detail is ${finding.detail ?? 'missing'}, not ${program.detail}`];
  const unnamed = program.stuck
    .filter((claim) => !finding.goroutines.some((goroutine) => fits(claim, goroutine)))
    .map(({ name, state, resource }) => `${name} [${state ?? 'any state'}${resource === undefined ? '' : `, ${resource}`}] is not named, but ${told(finding)}`);
  return [...detail, ...unnamed, ...elsewhere(program, finding)];
}

function fits({ name, state, resource }: StuckClaim, goroutine: GoroutineReport): boolean {
  return goroutine.name === name && (state === undefined || goroutine.state === state) && (resource === undefined || goroutine.waitingOn?.includes(`${resource}\``) === true);
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
