// module
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, matchesGlob } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The files of a folder whose names fit one of the patterns. */
export async function* findFiles(
  folder: string, patterns: readonly string[],
): AsyncGenerator<string> {
  const names = await readdir(folder);
  for (const name of names.sort()) {
    if (patterns.some((pattern) => matchesGlob(name, pattern))) {
      yield join(folder, name);
    }
  }
}

/** The lines of a file, unpacked if its name ends with `.gz`. */
export async function* lines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const bytes = path.endsWith('.gz')
    ? pipeline(file, createGunzip(), () => {}) // its loop gets the error
    : file;
  let rest = '';
  for await (const text of bytes.setEncoding('utf8')) {
    const parts = `${rest}${text}`.split('\n');
    rest = parts.pop()!; // half a line, until the next piece comes
    yield* parts;
  }
  if (rest !== '') yield rest;
}

/** Rows of a table with commas. Its first line names the columns. */
export async function* rows(
  input: AsyncIterable<string>, header?: readonly string[],
): AsyncGenerator<Record<string, string>> {
  let names = header; // given, if the table has no such line
  for await (const line of input) {
    const cells = line.split(',');
    if (names === undefined) {
      names = cells;
      continue;
    }
    const row = names.map((name, n) => [name, cells[n] ?? ''] as const);
    yield Object.fromEntries(row);
  }
}
