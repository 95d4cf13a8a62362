/** The file `state.json`: reading, repairing, writing. Whatever is on the disk, nothing a learner did is thrown away. */
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { WorkspaceError } from '../errors.ts';
import { codeOf, messageOf } from '../system-error.ts';
import { emptyState, parseState, type State } from './state.ts';

export interface ReadState {
  readonly state: State;
  /** The file has to be repaired, under the lock, before it is used. */
  readonly damage?: string;
}

const fileName = 'state.json';
const backupName = 'state.json.bak';

/** Reads without changing anything, so it needs no lock: the file is only ever replaced as a whole. */
export async function readState(folder: string): Promise<ReadState> {
  const text = await readIfThere(join(folder, fileName));
  if (text === undefined) {
    const backup = await readBackup(folder);
    return backup === undefined ? { state: emptyState() } : { state: backup, damage: 'is missing' };
  }
  const parsed = parseState(text);
  switch (parsed.kind) {
    case 'ok': return { state: parsed.state };
    case 'newer': throw tooNew(folder, parsed.version);
    case 'damaged': return { state: (await readBackup(folder)) ?? emptyState(), damage: 'is damaged' };
  }
}

/** Puts the last good state back and keeps the damaged file beside it. Gives a sentence that says so. */
export async function repairState(folder: string, now: Date): Promise<{ state: State; warning?: string }> {
  const { state, damage } = await readState(folder);
  if (damage === undefined) return { state };
  const file = join(folder, fileName);
  const restored = await readBackup(folder) !== undefined;
  const kept = `state.json.damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  const isThere = await readIfThere(file) !== undefined;
  if (isThere) await rename(file, join(folder, kept));
  await writeFileAtomic(file, serialise(state));
  const rescue = restored ? 'The last saved state before it was put back.' : 'There was no backup, so progress starts afresh.';
  return { state, warning: `${file} ${damage}. ${rescue}${isThere ? ` The damaged file is kept as ${kept}.` : ''}` };
}

/** Replaces the file as a whole and keeps the state before it as the backup. Call it under the lock. */
export async function writeState(folder: string, state: State): Promise<void> {
  await sweep(folder);
  const file = join(folder, fileName);
  const before = await readIfThere(file);
  if (before !== undefined && parseState(before).kind === 'ok') await writeFileAtomic(join(folder, backupName), before);
  await writeFileAtomic(file, serialise(state));
}

/** Sorted keys: two machines that share the file through Git see small differences. */
function serialise(state: State): string {
  return `${JSON.stringify(sorted(state), null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** Removes half-written files that a killed process left behind. */
async function sweep(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => /^state\.json(\.bak)?\.\d+$/.test(name));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

async function readBackup(folder: string): Promise<State | undefined> {
  const text = await readIfThere(join(folder, backupName));
  if (text === undefined) return undefined;
  const parsed = parseState(text);
  if (parsed.kind === 'newer') throw tooNew(folder, parsed.version);
  return parsed.kind === 'ok' ? parsed.state : undefined;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw new WorkspaceError('state-unreadable', `Your progress cannot be read: ${messageOf(error)}.`, `Make sure that ${file} is a file you may read.`, { cause: error });
  }
}

function tooNew(folder: string, version: number): WorkspaceError {
  return new WorkspaceError(
    'state-too-new',
    `Your progress in ${folder} was written by a newer concurrency-tutor (format v${version}; this one knows v1). Nothing was changed.`,
    'Update with `npm install concurrency-tutor@latest`, or run `npx concurrency-tutor@latest`.',
  );
}
