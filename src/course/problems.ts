import type { SourcePosition } from './model.ts';

/** Something wrong in a course file, and what to do about it. */
export interface Problem {
  readonly position: SourcePosition;
  readonly message: string;
}

/** Gathers every problem of a course, so that an author sees them all at once. */
export class Problems {
  readonly #found: Problem[] = [];

  add(position: SourcePosition, message: string): void {
    this.#found.push({ position, message });
  }

  /** In the order of the files and of the places in them. */
  list(): readonly Problem[] {
    return this.#found.toSorted((a, b) =>
      compareText(a.position.file, b.position.file) || a.position.line - b.position.line || a.position.column - b.position.column);
  }
}

/** `lessons/03-channels/lesson.md:12:1: sentence`. */
export function formatProblem({ position, message }: Problem): string {
  return `${position.file}:${position.line}:${position.column}: ${message}`;
}

/** The first place of a file, for what is wrong with the file as a whole. */
export function startOf(file: string): SourcePosition {
  return { file, line: 1, column: 1 };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
