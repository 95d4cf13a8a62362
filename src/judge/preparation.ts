/** A process for a learner's program that is started before there is anything to judge, so that nobody waits for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exercise } from '../course/model.ts';
import { ProgramProcess } from './program-process.ts';

/** Good for one judgement, which uses it up. */
export interface Preparation {
  /** An empty folder of the judge's own. */
  readonly scratch: string;
  readonly process: ProgramProcess;
  /** For a preparation that is not used. */
  discard(): Promise<void>;
}

/** Starts a process as `judge` would for this exercise. It has not greeted yet; whoever judges waits for that. */
export async function prepare({ limits }: Pick<Exercise, 'limits'>): Promise<Preparation> {
  const scratch = await scratchFolder();
  const process = new ProgramProcess({ folder: scratch, memory: limits.memory });
  return {
    scratch, process,
    async discard() {
      await process.stop();
      await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A new folder for what one judgement needs on disk. */
export function scratchFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `concurrency-tutor-${process.pid}-`));
}
