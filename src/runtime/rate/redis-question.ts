import { inspect } from 'node:util';
import { chan } from '../chan.ts';
import type { Context } from '../context/index.ts';
import { go } from '../go.ts';
import { gosched } from '../gosched.ts';
import { select } from '../select.ts';
import { newTimer } from '../time/index.ts';
import type { RedisClient } from './redis-client.ts';
import { classify, RedisScriptError, RedisUnavailableError } from './redis-error.ts';
import { tokenBucketScript } from './redis-script.ts';

/** What the script has answered. */
export interface Granting {
  readonly kind: 'granting';
  readonly ok: boolean;
  /** Milliseconds until the turn comes. */
  readonly delay: number;
  /** The server's moment of the turn, as it wants it back. */
  readonly moment: string;
}

/** What becomes of a question. */
export type Answer =
  | Granting
  | { readonly kind: 'unavailable'; readonly error: RedisUnavailableError }
  | { readonly kind: 'failed'; readonly error: RedisScriptError }
  /** The context ended first. */
  | { readonly kind: 'ended' };

/** A question that nobody waits for any more may still be answered. */
type LateAnswer = (granting: Granting) => void;

/**
 * Runs the script, for at most `limit` milliseconds and while the context lives. The client's promise is awaited in a goroutine of its own:
 * whether and when it settles is not ours to say.
 */
export async function ask(client: RedisClient, key: string, args: readonly string[], limit: number, ctx?: Context, tooLate?: LateAnswer): Promise<Answer> {
  const answers = chan<Answer>(1, 'answer of Redis');
  let left = false;
  go.daemon(async function askRedis() {
    const answer = await evaluate(client, key, args);
    if (!left) answers.trySend(answer);
    else if (answer.kind === 'granting' && answer.ok) tooLate?.(answer);
  });
  const timer = newTimer(limit);
  const event = await select({ answer: answers, late: timer.channel, ended: ctx?.done() ?? null });
  timer.stop();
  if (event.case === 'answer' && event.ok) return event.value;
  // Where the event loop itself was late, the answer may have been lying in the socket all the while: it gets a turn. And one
  // that came in the moment in which the context ended may hold a reservation.
  await gosched();
  const received = answers.tryReceive();
  if (received?.[1]) return received[0];
  left = true;
  if (event.case === 'ended') return { kind: 'ended' };
  return { kind: 'unavailable', error: new RedisUnavailableError(`no answer within ${limit} ms`) };
}

async function evaluate(client: RedisClient, key: string, args: readonly string[]): Promise<Answer> {
  let reply: unknown;
  try {
    reply = await client.eval(tokenBucketScript, [key], [...args]);
  } catch (thrown) {
    const error = classify(thrown);
    return error instanceof RedisScriptError ? { kind: 'failed', error } : { kind: 'unavailable', error };
  }
  return read(reply);
}

/** Clients give integers as numbers, strings or bigints, and strings as strings or bytes. */
function read(reply: unknown): Answer {
  const [ok, delay, moment] = Array.isArray(reply) ? reply.map(String) : [];
  if ((ok !== '0' && ok !== '1') || !/^\d+$/.test(delay ?? '') || !/^\d+$/.test(moment ?? '')) {
    return { kind: 'failed', error: new RedisScriptError(`the reply has another shape: ${inspect(reply)}`) };
  }
  return { kind: 'granting', ok: ok === '1', delay: Number(delay) / 1_000, moment: moment as string };
}
