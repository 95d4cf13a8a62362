/**
 * The public declarations as text: `api/*.api.md`, reviewed by diff, and the reference in `docs/api/`.
 *
 *     npm run api          makes them again
 *     npm run api:check    fails when they are out of date, or when something public has no comment
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { differences, generate, type Generated } from './files.ts';

const root = resolve(import.meta.dirname, '..', '..');

function write({ files }: Generated): void {
  for (const folder of ['api', 'docs/api']) rmSync(join(root, folder), { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function complain(what: readonly string[], nextStep: string): void {
  if (what.length === 0) return;
  console.error([...what, nextStep].join('\n'));
  process.exitCode = 1;
}

const generated = generate(root);
if (process.argv[2] === 'write') write(generated);
complain(generated.complaints, 'Everything public has a comment, and every type that it names is exported too. Mend these and run `npm run api`.');
complain(differences(root, generated), 'Run `npm run api`, look at the diff, and commit it.');
