/** What a student handed in, in memory. */

/** One student's folder, as it was found. */
export interface Submission {
  /** What the student is called in lists, logs and the gradebook. */
  readonly student: string;
  /** Absolute. */
  readonly folder: string;
  /** When it was handed in, if a list says so. */
  readonly submitted?: Date;
  /** The folder and, for a list, the line it comes from: for error messages. */
  readonly origin: string;
}

export interface WorkFile {
  /** Relative to the exercise's folder, with forward slashes. */
  readonly path: string;
  readonly content: Buffer;
}

/** A student's files for one exercise, read once: judged, compared and sent is always this copy. */
export interface Work {
  readonly files: readonly WorkFile[];
  /** SHA-256 over names and contents, hex. */
  readonly hash: string;
  /** The newest modification time of the files. */
  readonly changed: Date;
  /** What was left out, and why: one sentence each. */
  readonly notes: readonly string[];
}
