/** Single keys of a terminal, without Enter. */
import type { CommandIo } from '../io.ts';

export type Key = 'again' | 'next' | 'previous' | 'hint' | 'quit' | 'interrupt';

const keys: Readonly<Record<string, Key>> = { r: 'again', '\r': 'again', n: 'next', p: 'previous', h: 'hint', q: 'quit', '\u0003': 'interrupt', '\u0004': 'quit' };

/** Where a person sits at the keyboard, their keys are told; elsewhere nothing is read. @returns how to stop */
export function listenToKeys(io: CommandIo, onKey: (key: Key) => void): () => void {
  if (!io.stdinIsTTY || !io.stdoutIsTTY) return () => undefined;
  const { stdin } = io;
  const hear = (data: Buffer | string): void => {
    for (const character of data.toString()) {
      const key = keys[character.toLowerCase()];
      if (key !== undefined) onKey(key);
    }
  };
  stdin.setRawMode(true);
  stdin.on('data', hear).resume();
  return () => {
    stdin.off('data', hear);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
