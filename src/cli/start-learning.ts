/** `learn`: the full-screen tutor, or its overview as text where no screen can be drawn. */
import { exitCode } from '../errors.ts';
import type { SectionName } from '../reader/index.ts';
import { isInteractive, type CommandIo } from './io.ts';
import { overview } from './overview.ts';

export interface LearnAt {
  readonly lesson?: string;
  readonly section?: SectionName;
}

export async function startLearning(io: CommandIo, at: LearnAt): Promise<number> {
  if (!isInteractive(io)) {
    io.print(overview(io.version));
    return exitCode.ok;
  }
  void at;
  return exitCode.ok;
}
