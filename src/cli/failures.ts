/** How a command that could not do its work says so. */
import { CourseError, exitCode, TutorError } from '../errors.ts';
import { printJson, type CommandIo } from './io.ts';

export interface ErrorDocument {
  readonly schema: 'concurrency-tutor/error/v1';
  readonly code: string;
  readonly message: string;
  readonly nextStep: string;
  /** Each thing wrong with a course file: `file:line:column: sentence`. */
  readonly problems?: readonly string[];
}

/** Prints what went wrong and gives the exit code for it. */
export function reportFailure(io: CommandIo, error: unknown, format: 'text' | 'json'): number {
  const document = describe(error);
  if (format === 'json') printJson(io, document);
  else io.warn(asText(document));
  return error instanceof TutorError ? error.exitCode : exitCode.internal;
}

function describe(error: unknown): ErrorDocument {
  const schema = 'concurrency-tutor/error/v1';
  if (error instanceof TutorError) {
    const { code, message, nextStep } = error;
    const problems = error instanceof CourseError && error.problems.length > 0 ? { problems: error.problems } : {};
    return { schema, code, message, nextStep, ...problems };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    schema,
    code: 'internal',
    message: `This is a fault of concurrency-tutor, not of your work.\n${stack}`,
    nextStep: 'Your files are untouched. Please report the text above to the authors.',
  };
}

function asText({ message, problems = [], nextStep }: ErrorDocument): string {
  return [message, ...problems.map((problem) => `  ${problem}`), nextStep].join('\n');
}
