/** How Node exits when nothing is left that could settle what the program awaits. */
const NEVER_SETTLED = 13;

/** Why a child process gave no answer, in a line. */
export function reasonOf(error: unknown, timeLimit: number): string {
  const { killed, code, stderr, message } = error as { killed?: boolean; code?: number; stderr?: string; message: string };
  if (killed) return `not done after ${timeLimit / 1_000} s`;
  if (code === NEVER_SETTLED) return 'it never ends: everybody waits, messages are lost';
  const line = stderr?.split('\n').find((text) => /^\w*(Error|Panic|panic|FATAL)\b/.test(text));
  return line ?? message.split('\n')[0] ?? 'failed';
}
