/** What one judgement needs on disk, and a process that is started before there is anything to judge, so that nobody waits for it. */
import { chown, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from '../course/model.ts';
import type { Box } from './isolation/box.ts';
import { ownProcess } from './isolation/own-process.ts';
import { removeFolder, scratchPlace } from './isolation/scratch.ts';
import { ProgramProcess } from './program-process.ts';

export interface Scratch {
  /** An empty folder of the judge's own, but for `home`. */
  readonly scratch: string;
  /** Where the program works. What it writes must not come near the copy of its source. */
  readonly home: string;
}

/** A new folder for what one judgement needs on disk. */
export async function scratchFolder(box: Box): Promise<Scratch> {
  const scratch = await mkdtemp(join(await scratchPlace(box), `concurrency-tutor-${process.pid}-`));
  const home = join(scratch, 'home');
  await mkdir(home);
  if (box.owner !== undefined) await Promise.all([scratch, home].map((folder) => chown(folder, box.owner?.uid ?? 0, box.owner?.gid ?? 0)));
  return { scratch, home };
}

/** Good for one judgement without a sandbox, which uses it up. */
export interface Preparation extends Scratch {
  readonly process: ProgramProcess;
  /** For a preparation that is not used. */
  discard(): Promise<void>;
}

/** Starts a process as `judge` would for this exercise. It has not greeted yet; whoever judges waits for that. */
export async function prepare({ limits }: Pick<Exercise, 'limits'>): Promise<Preparation> {
  const folders = await scratchFolder(ownProcess);
  const process = new ProgramProcess({ folder: folders.home, box: ownProcess, memory: limits.memory, seconds: limits.seconds });
  return {
    ...folders, process,
    async discard() {
      await process.stop();
      await removeFolder(folders.scratch);
    },
  };
}
