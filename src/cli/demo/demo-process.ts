/** The process of a demonstration: loads one program, runs it, and tells how that ended. Started by `playDemo`. */
import { dirname } from 'node:path';
import { load, MarkedProgram, runNative } from '../../loader/index.ts';
import type { DemoMessage } from './play-demo.ts';

const [, , entry = ''] = process.argv;
const tell = (message: DemoMessage): void => void process.send?.(message);

process.on('uncaughtException', (error) => end(error));
// Nothing that could go on is left, and main has not returned.
process.on('beforeExit', () => end(new Error('it waits for something that cannot come.')));
try {
  const program = await load(entry, { root: dirname(entry) });
  tell({ started: true });
  await runNative(MarkedProgram.of(program));
  leave(0);
} catch (error) {
  end(error);
}

function end(error: unknown): void {
  tell({ failed: error instanceof Error ? error.message : String(error) });
  leave(1);
}

/** What has been printed and told goes out first. */
function leave(code: number): void {
  process.exitCode = code;
  process.stdout.write('', () => {
    if (process.connected) process.disconnect();
    setImmediate(() => process.exit(code));
  });
}
