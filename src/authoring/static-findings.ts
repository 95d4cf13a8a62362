import type { Claim, Course, Exercise, Program } from '../course/index.ts';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { vetGo, type GoResult } from './go-tools.ts';
import { floatingPromises, lint, type LintResult } from './lint.ts';
import { typeCheck, type Diagnostic, type Diagnostics } from './type-check.ts';
import type { GateProblem } from './results.ts';
import { openWorkbench } from './workbench.ts';

/** What the type checker, the linter and Go's tools say, without running anything. */
export interface StaticFindings {
  /** What is wrong with a program, and what could not be checked. */
  of(program: Program): { readonly failures: readonly string[]; readonly skipped?: string };
  /** What is wrong with the files of an exercise below a folder, its path relative to the course root. */
  below(folder: string): readonly GateProblem[];
  /** Tools that are not here. */
  readonly notes: readonly string[];
}

/** Type-checks, lints and vets all programs given and all code of the exercises given, a few processes for everything. */
export async function findStatically(course: Course, programs: readonly Program[], exercises: readonly Exercise[]): Promise<StaticFindings> {
  if (programs.length === 0 && exercises.length === 0) return { of: () => ({ failures: [] }), below: () => [], notes: [] };
  await using workbench = await openWorkbench(course.root);
  const ts = programs.filter((program) => program.language === 'ts');
  const claimed = <K extends Claim['kind']>(program: Program, kind: K): readonly Extract<Claim, { kind: K }>[] =>
    (program.expectation?.claims ?? []).filter((claim): claim is Extract<Claim, { kind: K }> => claim.kind === kind);
  const refused = ts.filter((program) => claimed(program, 'type-error').length > 0).map((program) => program.path);
  const sound = ts.map((program) => program.path).filter((path) => !refused.includes(path));
  const answers = await exerciseFiles(course.root, exercises);
  // Two runs, so that the programs that must be refused cannot disturb the others.
  const types = new Map([...await typeCheck(workbench, 'sound.json', [...sound, ...answers]), ...await typeCheck(workbench, 'refused.json', refused)]);
  const rules = ts.flatMap((program) => claimed(program, 'lint').map((claim) => claim.rule));
  const linted = await lint(workbench, [...ts.map((program) => program.path), ...answers], rules);
  const go = await vetGo(course.root, programs.filter((program) => program.language === 'go').map((program) => program.path));
  return {
    of(program) {
      if (program.language === 'go') return goFindings(program, go);
      const failures = [...typeFailures(types.get(program.path) ?? [], claimed(program, 'type-error').map((claim) => claim.code))];
      const lintRules = claimed(program, 'lint').map((claim) => claim.rule);
      if (linted.kind === 'skipped') return lintRules.length > 0 ? { failures, skipped: linted.reason } : { failures };
      return { failures: [...failures, ...lintFailures(program, lintRules, linted)] };
    },
    below: (folder) => [
      ...problemsBelow(folder, types, 'The type checker refuses it'),
      ...(linted.kind === 'skipped' ? [] : problemsBelow(folder, linted.diagnostics, 'oxlint refuses it', floatingPromises)),
    ],
    notes: [linted, go].flatMap((result) => (result.kind === 'skipped' ? [result.reason] : [])),
  };
}

function typeFailures(found: readonly Diagnostic[], expected: readonly string[]): readonly string[] {
  const missing = expected.filter((code) => !found.some((diagnostic) => diagnostic.code === code));
  const surprises = found.filter((diagnostic) => !expected.includes(diagnostic.code));
  return [
    ...missing.map((code) => `expected: the type checker refuses it with ${code}\nhappened: ${found.map((one) => one.code).join(', ') || 'it does not'}`),
    ...surprises.map((diagnostic) => `expected: no type error${expected.length > 0 ? ` but ${expected.join(', ')}` : ''}\nhappened: ${place(diagnostic)}`),
  ];
}

function lintFailures(program: Program, expected: readonly string[], { diagnostics, unknownRules }: Extract<LintResult, { kind: 'linted' }>): readonly string[] {
  const found = diagnostics.get(program.path) ?? [];
  const isUnawaited = program.expectation?.claims.some((claim) => claim.kind === 'finding' && claim.finding === 'unawaited') ?? false;
  const bare = expected.map((rule) => rule.split('/').at(-1) ?? rule);
  const missing = bare.filter((rule) => !found.some((diagnostic) => diagnostic.code === rule));
  const floating = bare.includes(floatingPromises) || isUnawaited ? [] : found.filter((diagnostic) => diagnostic.code === floatingPromises);
  return [
    ...missing.map((rule) => `expected: oxlint refuses it with ${rule}\nhappened: ${unknownRules.has(rule) ? 'oxlint has no such rule' : 'it does not'}`),
    ...floating.map((diagnostic) => `expected: every promise is awaited, or \`expect: lint ${floatingPromises}\`\nhappened: ${place(diagnostic)}`),
  ];
}

function goFindings(program: Program, go: GoResult): ReturnType<StaticFindings['of']> {
  if (go.kind === 'skipped') return { failures: [], skipped: go.reason };
  return { failures: go.complaints.get(program.path) ?? [] };
}

function problemsBelow(folder: string, diagnostics: Diagnostics, what: string, only?: string): readonly GateProblem[] {
  return [...diagnostics].filter(([file]) => file.startsWith(`${folder}/`)).flatMap(([file, found]) => found
    .filter(({ code }) => only === undefined || code === only)
    .map(({ line, code, message }) => ({ file, line, message: `${what}: ${code}: ${message.split('\n').slice(0, 4).join(' ')}` })));
}

function place({ line, column, code, message }: Diagnostic): string {
  return `${line}:${column} ${code}: ${message}`;
}

/** The code of an exercise that must be sound: what learners get, the suite, the solutions. Wrong answers are the judge's affair. */
async function exerciseFiles(root: string, exercises: readonly Exercise[]): Promise<readonly string[]> {
  const folders = exercises.flatMap((exercise) => [join(exercise.folder, 'starter'), join(exercise.folder, 'suite'), ...exercise.solutions]);
  const files = await Promise.all(folders.map(async (folder) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts')).map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  }));
  return files.flat();
}

