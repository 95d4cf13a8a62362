/** An operation of a recorded history: on which value, and between which two moments. */
export interface Span {
  readonly value: number;
  readonly began: number;
  readonly ended: number;
}

/** All sends and receives of a channel; every value was sent once. */
export interface History {
  readonly capacity: number;
  readonly sends: readonly Span[];
  readonly receives: readonly Span[];
}

/**
 * Why a history is not one of a first-in-first-out channel, or nothing.
 *
 * A history of a queue whose values are all different can be put into one order, unless it shows one of a few patterns (Henzinger, Sezgin, Vafeiadis:
 * "Aspect-oriented linearizability proofs", 2013): a value that nobody sent, one received twice, two received in the wrong order. A bounded channel adds
 * one: more values inside than it has room for. Sends that wait have no effect before they are over, so an unbuffered one must meet its receive.
 */
export function objection(history: History): string | undefined {
  return strangers(history) ?? overtaking(history) ?? overflow(history);
}

function strangers({ sends, receives }: History): string | undefined {
  const sent = new Map(sends.map((span) => [span.value, span]));
  const received = new Set<number>();
  for (const { value, ended } of receives) {
    const origin = sent.get(value);
    if (!origin) return `${value} was received, and nobody sent it`;
    if (origin.began > ended) return `${value} was received before it was sent`;
    if (received.has(value)) return `${value} was received twice`;
    received.add(value);
  }
  return undefined;
}

/** One whose send was over before another's began must not be received after that other one. */
function overtaking({ sends, receives }: History): string | undefined {
  const received = new Map(receives.map((span) => [span.value, span]));
  const byEnd = sends.toSorted((a, b) => a.ended - b.ended);
  let earlier = 0;
  /** Of those whose sends are over: the one whose receive began last; never, for one that was not received. */
  let last: { readonly value: number; readonly began: number } | undefined;
  for (const send of sends.toSorted((a, b) => a.began - b.began)) {
    for (let before = byEnd[earlier]; before && before.ended < send.began; before = byEnd[++earlier]) {
      const began = received.get(before.value)?.began ?? Infinity;
      if (!last || began > last.began) last = { value: before.value, began };
    }
    const receive = received.get(send.value);
    if (last && receive && receive.ended < last.began) return `${send.value} overtook ${last.value}`;
  }
  return undefined;
}

/** Values whose send is over and whose receive has not begun are in the buffer. */
function overflow({ capacity, sends, receives }: History): string | undefined {
  const moments = [...sends.map(({ ended }) => [ended, 1] as const), ...receives.map(({ began }) => [began, -1] as const)];
  let inside = 0;
  for (const [moment, change] of moments.toSorted((a, b) => a[0] - b[0])) {
    inside += change;
    if (inside > capacity) return `at ${moment} there were ${inside} values in a channel of ${capacity}`;
  }
  return undefined;
}
