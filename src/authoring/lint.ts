import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from './tool.ts';
import type { Diagnostic, Diagnostics } from './type-check.ts';
import { packagesFolder, type Workbench } from './workbench.ts';

/** The rule every program of the course keeps unless it claims to break it. */
export const floatingPromises = 'no-floating-promises';

export type LintResult =
  | { readonly kind: 'linted'; readonly diagnostics: Diagnostics; readonly unknownRules: ReadonlySet<string> }
  /** oxlint is a tool for authors; where it is not installed there is no answer. */
  | { readonly kind: 'skipped'; readonly reason: string };

interface RuleDescription { readonly scope: string; readonly value: string }
interface OxlintDiagnostic {
  readonly code?: string;
  readonly message: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number; readonly column: number } }[];
}

/** Lints the files, paths relative to the course root, with the rules given and no others. */
export async function lint(workbench: Workbench, files: readonly string[], rules: readonly string[]): Promise<LintResult> {
  const oxlint = join(packagesFolder(), 'oxlint', 'bin', 'oxlint');
  if (!existsSync(oxlint)) return { kind: 'skipped', reason: 'oxlint is not installed, so the lint rules were not checked.' };
  if (files.length === 0) return { kind: 'linted', diagnostics: new Map(), unknownRules: new Set() };
  const known = await knownRules(oxlint, workbench.folder);
  const wanted = [...new Set([floatingPromises, ...rules])];
  const named = wanted.flatMap((rule) => known.get(rule.split('/').at(-1) ?? '') ?? []);
  await workbench.configure('tsconfig.json', files);
  const config = join(workbench.folder, 'oxlint.json');
  await writeFile(config, JSON.stringify({ plugins: pluginsOf(named), categories: { correctness: 'off' }, rules: Object.fromEntries(named.map((rule) => [rule, 'error'])) }));
  const result = await runTool(process.execPath, [oxlint, '--config', config, '--type-aware', '--disable-nested-config', '--format', 'json', ...files], workbench.folder);
  return {
    kind: 'linted',
    diagnostics: parse(result?.stdout ?? '', result?.stderr ?? ''),
    unknownRules: new Set(wanted.filter((rule) => !known.has(rule.split('/').at(-1) ?? ''))),
  };
}

/** A rule's name as oxlint's configuration wants it, by its bare name: `typescript/no-floating-promises`. */
async function knownRules(oxlint: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const result = await runTool(process.execPath, [oxlint, '--rules', '--format', 'json'], folder);
  const rules = JSON.parse(result?.stdout ?? '[]') as readonly RuleDescription[];
  // A core rule and a plugin's rule may share their name; the first one in the list is the core rule.
  const named = new Map<string, string>();
  for (const { scope, value } of rules) {
    if (!named.has(value)) named.set(value, scope === 'eslint' ? value : `${scope.replaceAll('_', '-')}/${value}`);
  }
  return named;
}

function pluginsOf(rules: readonly string[]): readonly string[] {
  return [...new Set(rules.flatMap((rule) => (rule.includes('/') ? [rule.split('/')[0] ?? ''] : [])))];
}

function parse(stdout: string, stderr: string): Diagnostics {
  let diagnostics: readonly OxlintDiagnostic[];
  try {
    ({ diagnostics } = JSON.parse(stdout) as { diagnostics: readonly OxlintDiagnostic[] });
  } catch {
    throw new Error(`The linter failed:\n${stdout}${stderr}`);
  }
  const found = new Map<string, Diagnostic[]>();
  for (const { code = '', message, filename, labels } of diagnostics) {
    const span = labels[0]?.span;
    const rule = /\(([^)]+)\)$/.exec(code)?.[1] ?? code;
    const file = filename.replaceAll('\\', '/');
    found.set(file, [...(found.get(file) ?? []), { code: rule, message, line: span?.line ?? 1, column: span?.column ?? 1 }]);
  }
  return found;
}
