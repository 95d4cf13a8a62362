import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import type { Workbench } from './workbench.ts';
import { runTool } from './tool.ts';

export interface Diagnostic {
  /** `TS2345`, or the name of a lint rule. */
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** By path relative to the course root. */
export type Diagnostics = ReadonlyMap<string, readonly Diagnostic[]>;

const require = createRequire(import.meta.url);

/** Type-checks the files, paths relative to the course root, in one run of this package's own TypeScript. */
export async function typeCheck(workbench: Workbench, configName: string, files: readonly string[]): Promise<Diagnostics> {
  if (files.length === 0) return new Map();
  const config = await workbench.configure(configName, files);
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const result = await runTool(process.execPath, [tsc, '-p', config, '--pretty', 'false'], workbench.folder);
  const text = (result?.stdout ?? '') + (result?.stderr ?? '');
  const found = parseDiagnostics(text);
  if (result?.code !== 0 && found.size === 0) throw new Error(`The type checker failed:\n${text}`);
  return found;
}

/** Reads tsc's plain output: `file(line,column): error TS2345: message`, further lines of the message indented. */
export function parseDiagnostics(text: string): Diagnostics {
  const found = new Map<string, Diagnostic[]>();
  for (const entry of text.split(/\n(?! )/)) {
    const match = /^(.+?)\((\d+),(\d+)\): error (TS\d+): ([\s\S]*)$/.exec(entry);
    if (match === null) continue;
    const [, file = '', row, column, code = '', message = ''] = match;
    const list = found.get(file) ?? [];
    list.push({ code, line: Number(row), column: Number(column), message: message.trimEnd() });
    found.set(file, list);
  }
  return found;
}
