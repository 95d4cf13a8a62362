/** One check of an exercise under watch: it tells what it finds at once, and can be stopped. */
import type { Exercise } from '../../course/model.ts';
import { judge, type JudgeEvent, type Judgement, type Preparation, type CheckResult } from '../../judge/index.ts';
import { renderCheck } from '../../report/judgement.ts';
import type { CommandIo } from '../io.ts';
import { reportStyle } from '../style.ts';

export interface Run {
  /** The judgement, unless it was stopped. Never rejects but for a fault of ours. */
  readonly done: Promise<Judgement | 'stopped'>;
  /** Stops the check, and waits until nothing of it is left. */
  stop(): Promise<void>;
}

export interface RunOptions {
  readonly exercise: Exercise;
  readonly folder: string;
  readonly schedules: number | undefined;
  readonly preparation: Preparation | undefined;
}

export function startRun(io: CommandIo, { exercise, folder, schedules, preparation }: RunOptions): Run {
  const over = new AbortController();
  const style = reportStyle(io);
  const onProgress = (event: JudgeEvent): void => {
    if (event.kind === 'check-finished' && !over.signal.aborted && isTold(event.result)) io.print(renderCheck(event.result, style));
  };
  const done = judge({ exercise, folder, signal: over.signal, onProgress, ...(schedules === undefined ? {} : { schedules }), ...(preparation === undefined ? {} : { preparation }) })
    .then((judgement) => (over.signal.aborted ? 'stopped' as const : judgement), (error: unknown) => {
      if (over.signal.aborted) return 'stopped' as const;
      throw error;
    });
  return {
    done,
    async stop() {
      over.abort();
      await done;
    },
  };
}

/** A skipped check says nothing that the failed one before it has not said. */
function isTold({ status }: CheckResult): boolean {
  return status !== 'skipped';
}
