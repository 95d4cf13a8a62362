/** Making the inputs of the scenarios: files with sales, and folders that hold them. */
import { random } from 'concurrency-tutor/suite';
import type { Entry } from '../starter/pipeline.ts';
import type { FilePlan, FolderPlan, Times } from './made-up-disk.ts';
import type { Script } from './scenarios.ts';

const goods = ['apples', 'bread', 'coffee', 'flour', 'honey', 'milk', 'nuts', 'olives', 'pears', 'rice', 'salt', 'tea'];
const shopNames = ['airport', 'bridge', 'castle', 'docks', 'east', 'fountain', 'garden', 'harbour'];
const quick: Times = { list: 10, open: 10, read: 10, close: 10, transform: 10, write: 10 };

/** Names of articles, in a random order. */
export function articles(count: number): string[] {
  return random.shuffle(goods).slice(0, count);
}

/** Names of shops, in a random order. */
export function shops(count: number): string[] {
  return random.shuffle(shopNames).slice(0, count);
}

/** Lines with sales of these articles. */
export function saleLines(count: number, of: readonly string[]): string[] {
  return Array.from({ length: count }, (_, index) => `${of[index % of.length] ?? ''};${random.integer(-200, 2000)}`);
}

export function file(path: string, lines: readonly string[], details: Partial<FilePlan> = {}): FilePlan {
  return { path, pieces: lines.map((line) => `${line}\n`), opens: 'works', ...details };
}

/** The folders that these files are in, with what else is there, and those that cannot be listed. */
export function foldersOf(files: readonly { readonly path: string }[], extra: Readonly<Record<string, readonly Entry[]>> = {}, failing: readonly string[] = []): FolderPlan[] {
  const entries = new Map<string, Entry[]>([['/shops', []]]);
  const enter = (path: string, kind: Entry['kind']): void => {
    const [folder, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
    if (!entries.has(folder)) {
      entries.set(folder, []);
      enter(folder, 'folder');
    }
    entries.get(folder)?.push({ name, kind });
  };
  for (const { path } of files) enter(path, 'file');
  for (const [folder, more] of Object.entries(extra)) for (const { name, kind } of more) enter(`${folder}/${name}`, kind);
  for (const path of failing) enter(path, 'folder');
  for (const path of [...entries.keys()]) for (const entry of entries.get(path) ?? []) if (entry.kind === 'folder' && !entries.has(`${path}/${entry.name}`)) entries.set(`${path}/${entry.name}`, []);
  return [...entries].map(([path, list]) => ({ path, entries: random.shuffle(list), lists: failing.includes(path) ? 'fails' : 'works' }));
}

/** A script in which everything works and nothing takes long, unless told otherwise. */
export function script(files: readonly FilePlan[], details: Partial<Omit<Script, 'times'>> & { readonly times?: Partial<Times> } = {}): Script {
  const { times, ...rest } = details;
  return { folders: foldersOf(files), files, readers: 2, transformers: 2, output: 'works', times: { ...quick, ...times }, ...rest };
}

export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
