import { courseError } from './course-error.ts';
import { Problems } from './problems.ts';

/** Puts off reading until somebody asks, and then reads once. Whoever asks for something that is not right gets a CourseError. */
export function readWhenAsked<T>(read: (problems: Problems) => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => {
    if (done !== undefined) return done.value;
    const problems = new Problems();
    const value = read(problems);
    const found = problems.list();
    if (found.length > 0) throw courseError(found);
    done = { value };
    return value;
  };
}
