import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parallel } from './parallel.ts';
import { runTool } from './tool.ts';

export type GoResult =
  /** Complaints by path relative to the course root; a file without any is fine. */
  | { readonly kind: 'vetted'; readonly complaints: ReadonlyMap<string, readonly string[]> }
  | { readonly kind: 'skipped'; readonly reason: string };

/** Runs `gofmt -l` and `go vet` on each Go twin. */
export async function vetGo(root: string, files: readonly string[]): Promise<GoResult> {
  if (files.length === 0) return { kind: 'vetted', complaints: new Map() };
  const missing: GoResult = { kind: 'skipped', reason: 'Go is not installed, so the Go twins were not vetted.' };
  if ((await runTool('go', ['version'], root)) === undefined) return missing;
  const formatted = await runTool('gofmt', ['-l', ...files.map((file) => join(root, file))], root);
  if (formatted === undefined) return missing;
  const unformatted = new Set(formatted.stdout.split('\n').filter((line) => line !== ''));
  const complaints = new Map<string, readonly string[]>();
  await parallel(files, 2, async (file) => {
    const path = join(root, file);
    const found = unformatted.has(path) ? ['expected: the layout of gofmt\nhappened: gofmt would change the file'] : [];
    // Outside the course, so that no go.mod above it has a say.
    const vet = await runTool('go', ['vet', path], tmpdir());
    if (vet !== undefined && vet.code !== 0) found.push(`expected: no complaint from go vet\nhappened: ${(vet.stderr + vet.stdout).trim().replaceAll(`${root}/`, '')}`);
    if (found.length > 0) complaints.set(file, found);
  });
  return { kind: 'vetted', complaints };
}
