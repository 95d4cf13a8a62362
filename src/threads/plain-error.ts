import { Panic } from '../runtime/panic.ts';
import type { PlainError } from './messages.ts';

/** An error as it crosses to another thread. */
export function plainError(thrown: unknown): PlainError {
  const panic = thrown instanceof Panic;
  return {
    panic,
    message: thrown instanceof Error ? thrown.message : String(thrown),
    stack: thrown instanceof Error ? (thrown.stack ?? '') : '',
    value: clonable(panic ? thrown.value : thrown),
  };
}

/** The panic that a thread's error is for the program. */
export function asPanic({ panic, message, value }: PlainError): Panic {
  const raised = panic ? new Panic(value ?? message) : new Panic(value ?? message, { cause: value });
  if (raised.message !== message) raised.message = message;
  return raised;
}

function clonable(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return undefined;
  }
}
