/** The one writer of a learner's state. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { TutorError, WorkspaceError } from '../errors.ts';
import { stateSchema, type State } from './state.ts';
import { readState, repairState, writeState } from './state-file.ts';

export interface Progress {
  /** The folder that holds `state.json`. */
  readonly folder: string;
  /** As of the last read or update; replaced, never changed in place. */
  readonly state: Readonly<State>;
  /** What had to be repaired on opening, as sentences. */
  readonly warnings: readonly string[];
  /** Changes the state: reads it afresh under the lock, lets `change` edit the copy, and writes it as a whole. */
  update(change: (draft: State) => void): Promise<State>;
}

export interface ProgressOptions {
  readonly now?: () => Date;
}

/** Opens the state kept in `folder`; the folder and the file are made on the first update. */
export async function openProgress(folder: string, options: ProgressOptions = {}): Promise<Progress> {
  const now = options.now ?? (() => new Date());
  const warnings: string[] = [];
  const first = await readState(folder);
  let state = first.state;
  if (first.damage !== undefined) {
    await underLock(folder, async () => {
      const repaired = await repairState(folder, now());
      state = repaired.state;
      if (repaired.warning !== undefined) warnings.push(repaired.warning);
    });
  }
  // Updates of one process queue here, those of several processes at the lock.
  let last: Promise<unknown> = Promise.resolve();

  return {
    folder,
    warnings,
    get state() {
      return state;
    },
    update(change) {
      const mine = last.then(() => underLock(folder, async () => {
        const draft = structuredClone((await repairState(folder, now())).state);
        change(draft);
        // A change that makes an invalid state is our bug; it must not reach the disk.
        stateSchema.parse(draft);
        await writeState(folder, draft);
        state = draft;
        return draft;
      }));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function underLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    await mkdir(folder, { recursive: true });
    let lost: Error | undefined;
    const release = await lock(folder, {
      lockfilePath: join(folder, 'state.lock'),
      // A lock that nobody has refreshed for five seconds belonged to a process that was killed.
      stale: 5000,
      // About half a minute in all: longer than a killed process's lock lasts.
      retries: { retries: 600, factor: 1.1, minTimeout: 5, maxTimeout: 60, randomize: true },
      onCompromised: (error) => { lost = error; },
    });
    try {
      return await work();
    } finally {
      if (lost === undefined) await release();
    }
  } catch (error) {
    throw asWorkspaceError(folder, error);
  }
}

function asWorkspaceError(folder: string, error: unknown): unknown {
  if (error instanceof TutorError || !(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ELOCKED') {
    return new WorkspaceError(
      'workspace-locked', `Another concurrency-tutor is busy writing in ${folder}.`,
      'Wait for it to finish, or close it, and try again.', { cause: error });
  }
  return new WorkspaceError(
    'state-unwritable', `Your progress cannot be saved: ${error.message}.`,
    `Make sure that you may write in ${folder}.`, { cause: error });
}
