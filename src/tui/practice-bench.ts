/** What items need that run programs: a process to run them in, and a place for the learner's own copies. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contradictions, nativeContradictions } from '../authoring/claims.ts';
import { ProgramRunner, type RunAnswer } from '../authoring/program-runner.ts';
import { racesFor } from '../course/index.ts';
import type { CodeItem, ScheduleItem } from '../course/model.ts';
import { JudgeError } from '../errors.ts';
import type { Drive } from '../explore/index.ts';

/** A program that never awaits must not keep the learner waiting for long. */
const longestRun = 30_000;
const schedules = 200;

export interface PracticeBench {
  readonly drive: (item: ScheduleItem, picks: readonly number[]) => Promise<Drive>;
  /** What the learner's copy does not do as it should; empty when all is well. */
  readonly check: (item: CodeItem) => Promise<readonly string[]>;
  /** Where the learner's copy is, or will be. Absolute. */
  readonly copyOf: (item: CodeItem) => string;
  /** Makes the copy, unless there is one: what somebody wrote is never written over. */
  readonly makeCopy: (item: CodeItem) => Promise<string>;
  readonly close: () => void;
}

/** @param folder holds the learner's copies */
export function practiceBench(folder: string): PracticeBench {
  let runner: ProgramRunner | undefined;
  const running = (): ProgramRunner => (runner ??= new ProgramRunner({ timeoutMs: longestRun }));
  const copyOf = ({ id, type }: CodeItem): string => join(folder, `lesson-${id.split('.')[0]}`, id.endsWith(`.${type}`) ? `${id}.ts` : `${id}.${type}.ts`);
  const makeCopy = async (item: CodeItem): Promise<string> => {
    const file = copyOf(item);
    await mkdir(dirname(file), { recursive: true });
    if (!existsSync(file)) await writeFile(file, item.program.shown, { flag: 'wx' });
    return file;
  };
  return {
    copyOf, makeCopy,
    async drive({ program, goal }, picks) {
      const answer = await running().drive({ file: program.file, root: dirname(program.file), picks, races: racesFor(goal) });
      if (answer.kind === 'driven') return answer.drive;
      throw failure(answer);
    },
    async check(item) {
      const file = await makeCopy(item);
      const { claims = [], mode = 'explore' } = item.solution.expectation ?? {};
      const request = { file, root: dirname(file) };
      if (mode === 'native') {
        const answer = await running().native(request);
        if (answer.kind === 'ended') return nativeContradictions(claims, answer.output);
        throw failure(answer);
      }
      const answer = await running().explore({ ...request, schedules, seed: 1, races: 'judged' });
      if (answer.kind === 'explored') return contradictions(claims, answer.run);
      throw failure(answer);
    },
    close() {
      runner?.[Symbol.dispose]();
      runner = undefined;
    },
  };
}

function failure(answer: RunAnswer): Error {
  const message = answer.kind === 'failed' ? answer.message : 'The program could not be run.';
  return new JudgeError('run-failed', message, '');
}
