/** A `watch` that runs, and how long it takes to answer a save. */
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { env, launcher, type Places } from './trivial.ts';

export interface Answer {
  /** Milliseconds from the save to the beginning of the check: the file system's news, and the wait for more of them. */
  readonly begun: number;
  /** From there to what the first check of the suite found. */
  readonly first: number;
  /** From there to the verdict, which waits for the type checker. */
  readonly verdict: number;
}

/** Starts `watch`. Each `save` changes the file and waits for the verdict. */
export async function startWatch({ workspace, file }: Places): Promise<{ save(): Promise<Answer>; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [launcher, 'watch', '1', '--schedules', '1'], { cwd: workspace, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  let heard: () => void = () => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    heard();
  });
  const until = async (words: RegExp): Promise<number> => {
    while (!words.test(printed)) await new Promise<void>((resolve) => { heard = resolve; });
    return performance.now();
  };
  await until(/Watching for changes/);
  return {
    async save() {
      // The process for the next check is started in between, as it is when somebody types.
      await new Promise((resolve) => setTimeout(resolve, 400));
      printed = '';
      const saved = performance.now();
      appendFileSync(file, '\n');
      const begun = await until(/changed, checking/);
      const first = await until(/The sum of all numbers is returned/);
      const verdict = await until(/Watching for changes/);
      return { begun: begun - saved, first: first - begun, verdict: verdict - begun };
    },
    async stop() {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('close', resolve));
    },
  };
}
