/** What a teacher wrote in files: read before the work begins, so that a mistake costs nothing. */
import { resolve } from 'node:path';
import { readOverrides, readPolicy, readRoster } from '../../classroom/index.ts';
import type { Exercise } from '../../course/index.ts';
import type { CommandIo } from '../io.ts';
import type { GradeCommandOptions } from './options.ts';

export interface ClassSettings {
  readonly policy?: Awaited<ReturnType<typeof readPolicy>>;
  readonly overrides: Awaited<ReturnType<typeof readOverrides>>;
  readonly roster?: Awaited<ReturnType<typeof readRoster>>;
}

export async function readClassSettings(io: CommandIo, options: GradeCommandOptions, exercises: readonly Exercise[], students: readonly string[]): Promise<ClassSettings> {
  const { policy, overrides, roster, mapping } = options;
  const file = (name: string): { readonly path: string; readonly name: string } => ({ path: resolve(io.cwd, name), name });
  return {
    ...(policy === undefined ? {} : { policy: await readPolicy(resolve(io.cwd, policy), policy, exercises, students) }),
    overrides: overrides === undefined ? [] : await readOverrides(resolve(io.cwd, overrides), overrides, exercises, students),
    ...(roster === undefined || mapping === undefined ? {} : { roster: await readRoster({ roster: file(roster), mapping: file(mapping) }, exercises) }),
  };
}
