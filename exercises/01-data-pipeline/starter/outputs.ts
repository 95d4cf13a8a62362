/** Places for the report, ready to use. You need not change this file. */
import { open } from 'node:fs/promises';
import type { Output } from './pipeline.ts';

export function toConsole(): Output {
  return {
    write: async (line) => console.log(line),
    close: async () => {},
  };
}

export async function toFile(path: string): Promise<Output> {
  const file = await open(path, 'w');
  return {
    write: async (line) => { await file.write(`${line}\n`); },
    close: () => file.close(),
  };
}
