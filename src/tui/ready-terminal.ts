/**
 * Takes the terminal before the screens are loaded: keys typed until the first frame wait for it, and are not echoed into
 * the screen. Loads nothing heavy, so that it is there at once.
 */
import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does the work with the terminal taken, and gives it back however the work ends. */
export async function withTerminal<T>(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream, work: () => Promise<T>): Promise<T> {
  const giveBack = takeTerminal(stdin, stdout);
  try {
    return await work();
  } finally {
    giveBack();
  }
}

function takeTerminal(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream): () => void {
  if (stdin.isRaw) return () => undefined;
  const restore = () => {
    // The screens have given it back already, or the terminal is gone.
    if (!stdin.isRaw) return;
    stdin.setRawMode(false);
    stdout.write('\u001b[?25h');
  };
  const endings = signals.map((signal) => ({ signal, end: () => {
    // The screens listen themselves and end with their receipt.
    if (process.listenerCount(signal) > 1) return;
    restore();
    process.exit(128 + constants.signals[signal]);
  } }));
  stdin.setRawMode(true);
  stdout.write('\u001b[?25l');
  for (const { signal, end } of endings) process.on(signal, end);
  process.on('exit', restore);
  return () => {
    restore();
    for (const { signal, end } of endings) process.off(signal, end);
    process.off('exit', restore);
  };
}
