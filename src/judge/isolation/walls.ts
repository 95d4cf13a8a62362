/** What stands between a learner's code and everything else, and what a verdict is worth by it. */

/** Each wall, and what it keeps a program from. */
export const walls = {
  process: 'The code runs in a process of its own: it cannot reach into the judge.',
  environment: 'Its environment is made for it: no variable of yours reaches it.',
  limits: 'The operating system bounds its processor time, its memory, the size of its files and how many it opens.',
  tree: 'Every process it starts ends with it.',
  watch: 'Memory, processor time and number of all its processes together are watched, and how much they write.',
  network: 'It reaches no network but its own loopback.',
  files: 'It sees the system read-only and none of your files, and writes only to folders of its own that are gone afterwards.',
  user: 'It runs under a user that owns nothing.',
} as const;

export type Wall = keyof typeof walls;
export const wallNames = Object.keys(walls) as readonly Wall[];

/**
 * `sandboxed`: what the code does stays in a box that the operating system holds shut. `isolated`: a process of its own, within limits; it can
 * read and write what its user can. `inline`: in the same process as the judge; nothing holds.
 */
export const trustLevels = ['sandboxed', 'isolated', 'inline'] as const;
export type TrustLevel = (typeof trustLevels)[number];

/** How a submission was run. */
export interface Trust {
  readonly level: TrustLevel;
  /** The walls that were not there. */
  readonly missing: readonly Wall[];
}

/** Without one of these, the code is not in a box. */
const boxed: readonly Wall[] = ['process', 'environment', 'tree', 'network', 'files'];

/** The level that these walls come to. */
export function trustOf(present: ReadonlySet<Wall>): Trust {
  const missing = wallNames.filter((wall) => !present.has(wall));
  if (boxed.every((wall) => present.has(wall))) return { level: 'sandboxed', missing };
  return { level: present.has('process') ? 'isolated' : 'inline', missing };
}

/** Why other people's code should not be judged like this; `undefined` when it may. */
export function objectionToGrading({ level, missing }: Trust): string | undefined {
  if (level === 'sandboxed') return undefined;
  const lost = boxed.filter((wall) => missing.includes(wall)).map((wall) => unkept[wall] ?? wall);
  return `Without a sandbox, hostile code ${lost.join(', ')}.`;
}

const unkept: Partial<Record<Wall, string>> = {
  process: 'can decide its own verdict',
  environment: 'can read your environment',
  tree: 'can leave processes behind',
  network: 'can use the network',
  files: 'can read and change your files, those of other students and the hidden suites among them',
};
