import { Panic } from '../runtime/panic.ts';
import type { Death } from './hand.ts';
import type { Task } from './messages.ts';
import { goroutineName } from './name.ts';

/** The panic for a thread that has died while a goroutine ran in it. */
export function deathNotice({ url, name }: Task, how: Death): Panic {
  const who = goroutineName(url, name);
  switch (how.kind) {
    case 'exit': return new Panic(`the thread of ${who} has died: it called process.exit(${how.code})`);
    case 'memory': return new Panic(`the thread of ${who} has died: it ran out of memory`);
    case 'terminated': return new Panic(`the thread of ${who} has died: it was terminated`);
    case 'error': {
      const panic = new Panic(how.error, { cause: how.error });
      panic.message = `the thread of ${who} has died: ${how.error instanceof Error ? how.error.message : String(how.error)}`;
      return panic;
    }
    default: return how satisfies never;
  }
}
