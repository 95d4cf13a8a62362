/**
 * What the judge and the learner's process say to each other: one JSON document a line, requests on descriptor 3, replies
 * on descriptor 4. Each request carries a nonce that its reply repeats, so that a line written by the learner's code is
 * not taken for an answer by accident. (Code that goes looking for the nonce in its own process can find it: a reply is a
 * claim until the process has an inner wall. What the judge never does is take a *verdict* from there.)
 */
import { z } from 'zod';
import type { ProgramData } from '../loader/index.ts';
import type { Printed } from './printed.ts';
import { findingKinds, type Finding, type Site } from '../explore/report.ts';

export const requestDescriptor = 3;
export const replyDescriptor = 4;

/** The longest reply, in characters. A longer one ends the process. */
export const maxReply = 32 * 2 ** 20;
/** How many different outcomes one reply carries. */
export const maxOutcomes = 2000;

export type Request =
  /** Answered before any code of the learner's is there: what fails here is ours. */
  | { readonly kind: 'hello'; readonly nonce: string }
  | { readonly kind: 'load'; readonly nonce: string; readonly program: ProgramData }
  | { readonly kind: 'explore'; readonly nonce: string; readonly scenario: string; readonly input: string; readonly schedules: number; readonly seed: number }
  /** Once more, under the schedule that a token names. Answered like an exploration of one schedule, or by `differs`. */
  | { readonly kind: 'replay'; readonly nonce: string; readonly scenario: string; readonly input: string; readonly token: string }
  /** Once, on the real clock. Answered like an exploration of one schedule. */
  | { readonly kind: 'perform'; readonly nonce: string; readonly scenario: string; readonly input: string };

/** One of the different things a scenario did. `value` is in the form of `wire.ts`; nothing replays what ran on the real clock. */
export interface ScenarioOutcome {
  readonly finding?: Finding;
  readonly value: string;
  readonly printed: Printed;
  readonly replay: string;
}

export type Reply =
  | { readonly kind: 'ready'; readonly nonce: string }
  | { readonly kind: 'loaded'; readonly nonce: string }
  | { readonly kind: 'explored'; readonly nonce: string; readonly schedules: number; readonly outcomes: readonly ScenarioOutcome[] }
  /** The module threw while it was evaluated, or got stuck. */
  | { readonly kind: 'load-error'; readonly nonce: string; readonly finding: Finding }
  /** Something threw outside the program that was explored. */
  | { readonly kind: 'crashed'; readonly nonce: string; readonly message: string; readonly location?: Site }
  /** The program does something else than when the token was made. */
  | { readonly kind: 'differs'; readonly nonce: string; readonly message: string }
  /** The history is not plain data. */
  | { readonly kind: 'unreadable'; readonly nonce: string; readonly message: string }
  /** Our own code failed. `replaced`: after the program had replaced this part of the language. */
  | { readonly kind: 'internal'; readonly nonce: string; readonly message: string; readonly replaced?: string };

const words = z.string().max(20_000);
const site = z.object({ file: z.string().max(1000), line: z.int().nonnegative(), column: z.int().nonnegative() });
const finding = z.object({
  kind: z.enum(findingKinds),
  detail: words.optional(),
  message: words,
  nextStep: words.optional(),
  goroutines: z.array(z.object({ id: z.int(), name: words, state: words, waitingOn: words.optional(), at: site.optional(), createdAt: site.optional() })).max(10_000),
  topic: words.optional(),
  replay: z.string().max(200),
  trace: z.array(z.object({ step: z.number(), time: z.number(), goroutine: z.int(), what: words, at: site.optional() })).max(10_000),
});
const outcome = z.object({ finding: finding.optional(), value: z.string(), printed: z.object({ stdout: z.string(), stderr: z.string(), truncated: z.boolean() }), replay: z.string().max(200) });

const nonce = z.string().max(100);
const reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), nonce }),
  z.object({ kind: z.literal('loaded'), nonce }),
  z.object({ kind: z.literal('explored'), nonce, schedules: z.int().nonnegative(), outcomes: z.array(outcome).min(1).max(maxOutcomes) }),
  z.object({ kind: z.literal('load-error'), nonce, finding }),
  z.object({ kind: z.literal('crashed'), nonce, message: words, location: site.optional() }),
  z.object({ kind: z.literal('differs'), nonce, message: words }),
  z.object({ kind: z.literal('unreadable'), nonce, message: words }),
  z.object({ kind: z.literal('internal'), nonce, message: words, replaced: words.optional() }),
]);

/** A reply from its line; `undefined` for a line that is none. */
export function parseReply(line: string): Reply | undefined {
  try {
    return withoutUndefined(reply.parse(JSON.parse(line)));
  } catch {
    return undefined;
  }
}

/** Zod gives absent properties the value `undefined` in its types only; the values have none. */
function withoutUndefined(parsed: z.infer<typeof reply>): Reply {
  return parsed as Reply;
}
