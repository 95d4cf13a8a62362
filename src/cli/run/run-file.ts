import type { RunOptions } from '../commands/run.ts';
import type { CommandIo } from '../io.ts';

export async function runFile(_io: CommandIo, _file: string, _options: RunOptions): Promise<number> {
  return 4;
}
