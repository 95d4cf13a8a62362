import { expect, test } from 'vitest';
import { defer } from '../../src/index.ts';
import { RUNS_TYPESCRIPT } from '../support/child-program.ts';
import { keys, Terminal } from '../tui/terminal.ts';

test('in a terminal, the first Ctrl-C starts the shutdown and the second one ends the process', async () => {
  const index = new URL('../../src/index.ts', import.meta.url).href;
  const program = `import { run, context, signal, time } from ${JSON.stringify(index)};
    await run(async () => {
      const [ctx, stop] = signal.notifyContext(context.background(), 'SIGINT');
      console.log('working');
      await ctx.done().receive();
      stop();
      console.log('shutting down');
      await time.sleep(time.Hour);
    });`;
  const terminal = new Terminal(process.execPath, [...RUNS_TYPESCRIPT, '--input-type=module', '-e', program], { columns: 60, rows: 10 });
  using _terminal = defer(() => terminal.close());
  await terminal.shows('working');
  terminal.type(keys.ctrlC);
  await terminal.shows('shutting down');
  terminal.type(keys.ctrlC);
  // It would have slept for an hour.
  await terminal.exitCode();
  expect(() => process.kill(terminal.pid, 0)).toThrow('ESRCH');
});
