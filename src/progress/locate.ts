/** Where progress is kept: in the workspace one stands in, otherwise in a folder of the user. */
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** The folder that makes a folder a workspace. */
export const workspaceMark = '.concurrency-tutor';

export interface Workspace {
  /** Absolute. */
  readonly root: string;
  /** Where its state is kept. Absolute. */
  readonly stateFolder: string;
}

/** The nearest workspace at or above a folder. */
export function findWorkspace(from: string): Workspace | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const stateFolder = join(folder, workspaceMark);
    if (isFolder(stateFolder)) return { root: folder, stateFolder };
    if (dirname(folder) === folder) return undefined;
  }
}

/** A folder that one may not look into holds no workspace that one could use. */
function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

/** Where the progress of somebody who stands in `cwd` is kept. */
export function locateState(cwd: string, env: Readonly<Record<string, string | undefined>>): string {
  return findWorkspace(cwd)?.stateFolder ?? userFolder(env);
}

/** The folder of the user, for what belongs to no workspace. */
export function userFolder(env: Readonly<Record<string, string | undefined>>): string {
  const home = env['CONCURRENCY_TUTOR_HOME'];
  if (home !== undefined && home !== '') return resolve(home);
  return envPaths('concurrency-tutor', { suffix: '' }).data;
}
