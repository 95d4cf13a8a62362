/** The box of Linux: bubblewrap, with namespaces for everything and a file system put together for one run. */
import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment, limited, type Box, type Start } from './box.ts';
import { trustOf, wallNames, type Wall } from './walls.ts';

/** Nobody: in the box, and where we may, outside of it too. */
export const nobody = { uid: 65534, gid: 65534 };
/** Where the program works: the run's own folder. */
const work = '/home/learner';
/** What it writes elsewhere is in memory, and gone with the process. */
const home = '/tmp';
/** Bytes. */
const homeSize = 256 * 2 ** 20;
/** What a C library asks for before it is asked for names. */
const smallFiles = ['/etc/ld.so.cache', '/etc/alternatives', '/etc/localtime', '/etc/nsswitch.conf', '/etc/ssl/openssl.cnf', '/nix/store'];

/** `as`: the user that bubblewrap itself runs as, when that is another one than ours. */
export function bubblewrap(command: string, as?: typeof nobody): Box {
  const absent: readonly Wall[] = as === undefined ? ['user'] : [];
  return {
    trust: trustOf(new Set(wallNames.filter((wall) => !absent.includes(wall)))),
    ...(as === undefined ? {} : { owner: as }),
    launch: (start) => ({
      command, args: [...namespaces, ...fileSystem(start), '--chdir', start.cwd ?? work, '--', ...limited([realpathSync(process.execPath), ...start.args], start.limits)],
      cwd: '/', env: environment(start.mark, home), ...as,
    }),
  };
}

const namespaces: readonly string[] = [
  '--unshare-all', '--unshare-user', '--uid', String(nobody.uid), '--gid', String(nobody.gid), '--hostname', 'box',
  '--die-with-parent', '--new-session', '--cap-drop', 'ALL',
];

/** Later words cover earlier ones: what is our own comes after what would show too much of it. */
function fileSystem({ scratch, cwd, readable = [] }: Start): readonly string[] {
  const system = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64'].flatMap(asItIs);
  return [
    ...system, ...smallFiles.flatMap(shown), '--proc', '/proc', '--dev', '/dev',
    '--perms', '1777', '--size', String(homeSize), '--tmpfs', home, '--dir', '/var/tmp',
    ...ownCode(), ...shown(realpathSync(process.execPath)), ...readable.flatMap(shown),
    ...(cwd === undefined ? ['--bind', scratch, work] : []),
    // Nothing but the working folder and what is in /tmp can be written: the root and the devices are folders in memory as well, of no bounded size.
    '--remount-ro', '/dev', '--remount-ro', '/',
  ];
}

/** A folder of the system; a link stays one. */
function asItIs(path: string): readonly string[] {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return [];
  return entry.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}

function shown(path: string): readonly string[] {
  return existsSync(path) ? ['--ro-bind', realpathSync(path), path] : [];
}

/** The tutor's own code and the packages it uses; not the course, which has the suites and the solutions in it. */
function ownCode(): readonly string[] {
  const code = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
  const root = dirname(code);
  const [packages, own] = [outerPackages(root), join(root, 'node_modules')];
  return [
    ...(packages === undefined ? [] : [...shown(packages)]),
    // An installed copy stands in one of the folders shown so far.
    '--tmpfs', root, ...shown(code), ...shown(join(root, 'package.json')), ...shown(own), '--remount-ro', root,
    // Node leads links to where they end.
    ...(existsSync(own) && realpathSync(own) !== own ? shown(realpathSync(own)) : []),
  ];
}

/** The outermost `node_modules` that the package stands in. */
function outerPackages(root: string): string | undefined {
  const parts = root.split(sep);
  const at = parts.indexOf('node_modules');
  return at < 0 ? undefined : parts.slice(0, at + 1).join(sep);
}
