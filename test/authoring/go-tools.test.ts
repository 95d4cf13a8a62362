import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vetGo } from '../../src/authoring/go-tools.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const goIsHere = spawnSync('go', ['version']).status === 0;

const files = {
  'fine.go': 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("fine")\n}\n',
  'layout.go': 'package main\n\nfunc main() {\n    println("four blanks")\n}\n',
  'verb.go': 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Printf("%d\\n", "text")\n}\n',
  'unused.go': 'package main\n\nimport "os"\n\nfunc main() {\n}\n',
};

test.runIf(goIsHere)('gofmt and go vet look at each Go twin by itself', async () => {
  await using folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
  const result = await vetGo(folder.path, Object.keys(files));
  if (result.kind === 'skipped') throw new Error(result.reason);
  expect([...result.complaints.keys()].toSorted()).toEqual(['layout.go', 'unused.go', 'verb.go']);
  expect(result.complaints.get('layout.go')).toEqual(['expected: the layout of gofmt\nhappened: gofmt would change the file']);
  expect(result.complaints.get('verb.go')?.[0]).toContain('expected: no complaint from go vet\nhappened: ');
  expect(result.complaints.get('unused.go')?.[0]).toContain('os');
}, 120_000);

test('where Go is not installed, that is said', async () => {
  await using folder = await temporaryFolder();
  const path = process.env['PATH'];
  process.env['PATH'] = folder.path;
  try {
    expect(await vetGo(folder.path, ['fine.go'])).toEqual({ kind: 'skipped', reason: 'Go is not installed, so the Go twins were not vetted.' });
  } finally {
    process.env['PATH'] = path;
  }
});
