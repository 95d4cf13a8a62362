import { findNamed, type CourseReading, type Problem } from '../course/index.ts';

/** The part of a course an author asks about. */
export interface Selection {
  /** Ids of lessons and exercises; `undefined` means all. */
  readonly only: ReadonlySet<string> | undefined;
  /** Problems in the way of checking them. */
  readonly problems: readonly Problem[];
  /** Problems of other parts, which are not in the way. */
  readonly elsewhere: readonly Problem[];
}

/** Picks lessons and exercises by name. A half-written lesson does not keep the author of another from checking it. */
export function selectParts({ entries, problems }: CourseReading, names: readonly string[]): Selection {
  if (names.length === 0) return { only: undefined, problems, elsewhere: [] };
  const chosen = names.map((name) => findNamed(entries, name.split('/').findLast((part) => part !== '') ?? name, 'lesson or exercise'));
  const folders = chosen.flatMap(({ path, kind, folderName }) => (kind === 'lesson' ? [path] : [path, `solutions/${folderName}`]));
  const isOurs = ({ position: { file } }: Problem): boolean => folders.some((folder) => file === folder || file.startsWith(`${folder}/`));
  return {
    only: new Set(chosen.map((entry) => entry.id)),
    problems: problems.filter(isOurs),
    elsewhere: problems.filter((problem) => !isOurs(problem)),
  };
}
