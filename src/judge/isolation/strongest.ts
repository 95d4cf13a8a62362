/** The strongest box that this machine offers. */
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { bubblewrap, nobody } from './bubblewrap.ts';
import type { Box } from './box.ts';
import { ownProcess } from './own-process.ts';

export interface Choice {
  readonly box: Box;
  /** Why it is no sandbox, and what to do; `undefined` when it is one. */
  readonly problem?: { readonly message: string; readonly help: string };
}

let chosen: Promise<Choice> | undefined;

/** Tried once in the life of this process. */
export function strongestBox(): Promise<Choice> {
  return chosen ??= choose();
}

async function choose(): Promise<Choice> {
  if (process.platform !== 'linux') return { box: ownProcess, problem: { message: `There is no sandbox for ${process.platform} yet.`, help: 'Grade on Linux: a container or a virtual machine will do.' } };
  const command = findCommand('bwrap');
  if (command === undefined) return { box: ownProcess, problem: { message: 'There is no command `bwrap`.', help: 'Install bubblewrap: `apt install bubblewrap`, `dnf install bubblewrap`, `apk add bubblewrap`.' } };
  const candidates = process.getuid?.() === 0 ? [bubblewrap(command, nobody), bubblewrap(command)] : [bubblewrap(command)];
  const complaints: string[] = [];
  for (const box of candidates) {
    const complaint = await complaintOf(box);
    if (complaint === undefined) return { box };
    complaints.push(complaint);
  }
  return { box: ownProcess, problem: { message: `\`bwrap\` does not work here: ${complaints.join('; ')}`, help: advice(complaints.join('\n')) } };
}

/** Starts Node in the box, to see whether it can. */
async function complaintOf(box: Box): Promise<string | undefined> {
  const { command, args, cwd, env, uid, gid } = box.launch({ args: ['--version'], scratch: '/', cwd: '/tmp', limits: { cpu: 10, data: 2048 }, mark: 'probe' });
  try {
    await promisify(execFile)(command, [...args], { cwd, env, timeout: 20_000, ...(uid === undefined || gid === undefined ? {} : { uid, gid }) });
    return undefined;
  } catch (error) {
    const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
    return (stderr?.trim() || message).split('\n').slice(-1)[0] ?? '';
  }
}

function advice(complaint: string): string {
  if (/uid map|namespace|Operation not permitted/i.test(complaint)) {
    return 'The system does not let users make namespaces. On Ubuntu install AppArmor\'s profile `bwrap-userns-restrict`, or set `sysctl kernel.apparmor_restrict_unprivileged_userns=0`; in a container allow user namespaces (`--security-opt seccomp=unconfined`, or `--privileged`).';
  }
  return 'See what `bwrap --unshare-all --ro-bind / / true` says.';
}

/** In the folders of this process's PATH. */
export function findCommand(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
