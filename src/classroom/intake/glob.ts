/** Patterns such as `hw3/*` that a shell did not expand, because they were quoted or because of its size limit. */
import { lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, parse, resolve, sep } from 'node:path';

/** Whether a text is a pattern: `*` and `?` within a name, `**` for any folders between. */
export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** The folders a pattern means, sorted. Links and hidden folders are left out. */
export async function foldersMatching(pattern: string, cwd: string): Promise<string[]> {
  const absolute = resolve(cwd, pattern);
  const { root } = parse(absolute);
  const segments = absolute.slice(root.length).split(sep).filter((segment) => segment !== '');
  const found = await expand(root, segments);
  return [...new Set(found)].sort();
}

async function expand(folder: string, [segment, ...rest]: readonly string[]): Promise<string[]> {
  if (segment === undefined) return isFolder(folder) ? [folder] : [];
  if (!isPattern(segment)) return expand(join(folder, segment), rest);
  const names = await folderNames(folder);
  if (segment === '**') {
    const deeper = await Promise.all(names.map((name) => expand(join(folder, name), [segment, ...rest])));
    return [...await expand(folder, rest), ...deeper.flat()];
  }
  const expression = new RegExp(`^${segment.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*').replaceAll('?', '.')}$`);
  const matching = names.filter((name) => expression.test(name));
  return (await Promise.all(matching.map((name) => expand(join(folder, name), rest)))).flat();
}

/** Names without a star in them have not been looked at yet. */
function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

async function folderNames(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules').map(({ name }) => name);
  } catch {
    // No such folder: nothing in it matches.
    return [];
  }
}
