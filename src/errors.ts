/** What each exit code of every command means. */
export const exitCode = {
  ok: 0,
  /** The learner's work failed a check. */
  failed: 1,
  /** The command line was wrong. */
  usage: 2,
  /** The workspace or the course is missing, damaged or of another version. */
  workspace: 3,
  /** Our own fault: there is no verdict. */
  internal: 4,
  interrupted: 130,
  terminated: 143,
} as const;

/** An error a person can act on: a sentence that says what is wrong, and a next step that says what to do. */
export abstract class TutorError extends Error {
  abstract readonly exitCode: number;
  /** A stable name for machines, such as `unknown-exercise`. */
  readonly code: string;
  readonly nextStep: string;

  constructor(code: string, message: string, nextStep: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.nextStep = nextStep;
  }
}

/** The command line was wrong: an unknown name, a bad flag. */
export class UsageError extends TutorError {
  override readonly exitCode = exitCode.usage;
}

/** The workspace is missing, in the way, damaged, locked or too new. */
export class WorkspaceError extends TutorError {
  override readonly exitCode = exitCode.workspace;
}

/** A course file is wrong. `problems` holds one `file:line:column: sentence` each. */
export class CourseError extends TutorError {
  override readonly exitCode = exitCode.workspace;
  readonly problems: readonly string[];

  constructor(code: string, message: string, nextStep: string, problems: readonly string[] = []) {
    super(code, message, nextStep);
    this.problems = problems;
  }
}

/** The judge could not do its work; never the learner's fault. */
export class JudgeError extends TutorError {
  override readonly exitCode = exitCode.internal;
}

/** Why an interrupted command ends. */
export class Interruption extends Error {
  /** 130 after Ctrl-C, 143 after SIGTERM. */
  readonly exitCode: number;

  constructor(code: number) {
    super('interrupted');
    this.exitCode = code;
  }
}
